extension Document {
  /// The references of the front matter, sorted by where they stand.
  ///
  /// Agents by id or name (`handoffs[].agent`, `agents`, `agent`, the same in `targets`), and paths
  /// (`extends`, `modules`). A range is the bare text, quotes left out.
  package var frontMatterReferences: [Reference] {
    guard let frontMatter else { return [] }
    var scanner = FrontMatterScanner(bytes)
    scanner.scan(frontMatter.pairs)
    for target in frontMatter["targets"]?.value.pairs ?? [] {
      scanner.scan(target.item.value.pairs ?? [])
    }
    return scanner.found.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }
}

private struct FrontMatterScanner {
  private(set) var found: [Reference] = []
  private let bytes: [UInt8]
  private let lines: LineIndex

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = LineIndex(bytes)
  }

  mutating func scan(_ pairs: [YAMLPair]) {
    for pair in pairs {
      switch pair.key {
      case "agent": add(texts(pair.item, isList: false), as: .agentName)
      case "agents": add(texts(pair.item, isList: true), as: .agentName)
      case "handoffs":
        for handoff in pair.item.value.items ?? [] {
          if let agent = handoff.value["agent"] { add(texts(agent, isList: false), as: .agentName) }
        }
      case "extends", "modules":
        for text in texts(pair.item, isList: true) {
          let isPath = text.value.contains("/") || FileKind(text.value.utf8) != .other
          if isPath { add([text], as: .headerPath) }
        }
      default: continue
      }
    }
  }

  private struct Text {
    let value: String
    /// Where the text stands in the bytes; empty where they don't show it as it is read.
    let range: Range<Int>
  }

  private mutating func add(_ texts: [Text], as form: Reference.Form) {
    for text in texts where text.value != "*" {
      var path = text.value
      var anchor: String?
      if form == .headerPath, let hash = path.firstIndex(of: "#") {
        anchor = String(path[path.index(after: hash)...])
        path = String(path[..<hash])
      }
      found.append(
        Reference(
          form: form,
          range: text.range,
          targetRange: text.range,
          path: path,
          anchor: anchor,
          text: "",
          line: lines.line(of: text.range.lowerBound),
          column: lines.column(of: text.range.lowerBound)
        )
      )
    }
  }

  /// The texts of a value: a list's, else the scalar, cut at commas where a list was to be.
  private func texts(_ item: YAMLItem, isList: Bool) -> [Text] {
    if let items = item.value.items { return items.flatMap { self.texts($0, isList: false) } }
    guard let value = item.value.text, !value.isEmpty else { return [] }
    let range = item.textRange(in: bytes, lines)
    guard isList, value.contains(",") else {
      return [Text(value: value, range: range)]
    }
    var texts: [Text] = []
    var offset = range.lowerBound
    for piece in value.split(separator: ",", omittingEmptySubsequences: false) {
      let blanks = piece.utf8.prefix { isASCIIWhitespace($0) }.count
      let word = piece.utf8.dropFirst(blanks)
      let end = word.lastIndex { !isASCIIWhitespace($0) }.map { word.index(after: $0) }
      let bare = String(decoding: word[word.startIndex..<(end ?? word.startIndex)], as: UTF8.self)
      let start = range.isEmpty ? range.lowerBound : offset + blanks
      if !bare.isEmpty {
        let length = range.isEmpty ? 0 : bare.utf8.count
        texts.append(Text(value: bare, range: start..<(start + length)))
      }
      offset += piece.utf8.count + 1
    }
    return texts
  }
}
