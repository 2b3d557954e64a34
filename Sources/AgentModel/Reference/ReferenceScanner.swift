import Markdown

/// Collects the references of a document's body, with the exact bytes of each.
///
/// Code, HTML comments and tags, and URLs are left alone; of inline code only a whole root path counts.
struct ReferenceScanner {
  private let structure: MarkdownStructure
  private let bytes: [UInt8]
  private let lines: LineIndex
  private var found: [Reference] = []

  init(_ structure: MarkdownStructure, of bytes: [UInt8], from start: Int, lines: LineIndex) {
    self.structure = structure
    self.bytes = bytes
    self.lines = lines
  }

  /// All references, sorted by where they start; none overlap.
  func references() -> [Reference] {
    var scanner = self
    scanner.scanSpans()
    for definition in structure.definitions { scanner.add(definition) }
    scanner.scanTexts()
    for block in structure.blocks where block.kind == .html { scanner.scanHTML(block.range) }
    return scanner.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  // MARK: - Links

  private mutating func scanSpans() {
    // A span stands before the ones it holds: backwards, an image inside of a link is known first.
    var inner: Reference?
    for span in structure.spans.reversed() {
      switch span.kind {
      case .code: scanCode(span)
      case .link, .image:
        guard let target = span.target else { continue }
        var range = span.range
        // Then the outer link is what stands behind the image, so that the two do not overlap.
        if let inner, inner.range.lowerBound >= range.lowerBound,
          inner.range.upperBound <= range.upperBound
        {
          range = span.content.upperBound..<range.upperBound
        }
        let form: Reference.Form = span.kind == .link ? .link : .image
        let reference = link(form, range, target: target, text: span.content)
        found.append(reference)
        if inner.map({ $0.range.lowerBound >= span.range.upperBound }) ?? true { inner = reference }
      default: continue
      }
    }
  }

  private mutating func add(_ definition: MarkdownStructure.Definition) {
    let label = bytes[definition.label]
    // `[^1]:` is a footnote and `[//]:` a comment, by custom.
    guard label.first != UInt8(ascii: "^"), !label.elementsEqual("//".utf8) else { return }
    found.append(link(.definition, definition.range, target: definition.target, text: 0..<0))
  }

  private func link(
    _ form: Reference.Form,
    _ range: Range<Int>,
    target: Range<Int>,
    text: Range<Int>
  ) -> Reference {
    let parsed = LinkTarget(bytes[target])
    return Reference(
      form: form,
      range: range,
      targetRange: target,
      path: parsed.path,
      anchor: parsed.anchor,
      text: String(decoding: bytes[text], as: UTF8.self),
      line: lines.line(of: range.lowerBound),
      column: lines.column(of: range.lowerBound)
    )
  }

  // MARK: - Code

  private mutating func scanCode(_ span: MarkdownStructure.Span) {
    var content = span.content
    while content.lowerBound < content.upperBound, isASCIIWhitespace(bytes[content.lowerBound]) {
      content = content.lowerBound + 1..<content.upperBound
    }
    let prose = ProseScanner(bytes, content)
    guard let path = prose.rootPath(at: content.lowerBound) else { return }
    var rest = path.end
    while rest < content.upperBound, isASCIIWhitespace(bytes[rest]) { rest += 1 }
    guard rest == content.upperBound else { return }
    found.append(reference(path, range: span.range))
  }

  private func reference(_ match: ProseScanner.Match, range: Range<Int>? = nil) -> Reference {
    let range = range ?? match.start..<match.end
    return Reference(
      form: match.form,
      range: range,
      targetRange: match.target,
      path: String(decoding: bytes[match.path], as: UTF8.self),
      anchor: match.anchor.map { String(decoding: bytes[$0], as: UTF8.self) },
      text: "",
      line: lines.line(of: range.lowerBound),
      column: lines.column(of: range.lowerBound)
    )
  }

  // MARK: - Prose

  /// Reads the plain text that stands in no link: runs that touch are one.
  private mutating func scanTexts() {
    var spans = structure.spans[...]
    var linkEnd = 0
    var pending: Range<Int>?
    for text in structure.texts where text.kind == .plain {
      while let span = spans.first, span.range.lowerBound <= text.range.lowerBound {
        spans.removeFirst()
        switch span.kind {
        case .link, .image, .autolink: linkEnd = max(linkEnd, span.range.upperBound)
        default: continue
        }
      }
      guard text.range.lowerBound >= linkEnd else { continue }
      if let run = pending, run.upperBound == text.range.lowerBound {
        pending = run.lowerBound..<text.range.upperBound
      } else {
        if let run = pending { scanProse(run) }
        pending = text.range
      }
    }
    if let run = pending { scanProse(run) }
  }

  private mutating func scanProse(_ range: Range<Int>) {
    for match in ProseScanner(bytes, range).matches() { found.append(reference(match)) }
  }

  /// Reads what stands between the tags of an HTML block; blocks of code and comments are left alone.
  private mutating func scanHTML(_ range: Range<Int>) {
    let head = String(decoding: bytes[range].prefix(10), as: UTF8.self).lowercased()
    guard !["<pre", "<script", "<style", "<textarea"].contains(where: head.hasPrefix) else {
      return
    }
    var place = range.lowerBound
    while place < range.upperBound {
      let tag = bytes[place..<range.upperBound].firstIndex(of: UInt8(ascii: "<"))
      let textEnd = tag ?? range.upperBound
      if textEnd > place { scanProse(place..<textEnd) }
      guard let tag else { return }
      let isComment = bytes[tag..<range.upperBound].starts(with: "<!--".utf8)
      guard
        let end = isComment ? commentEnd(from: tag + 4, in: range) : tagEnd(from: tag, in: range)
      else { return }
      place = end
    }
  }

  private func tagEnd(from start: Int, in range: Range<Int>) -> Int? {
    bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
  }

  private func commentEnd(from start: Int, in range: Range<Int>) -> Int? {
    var place = start
    while let end = bytes[place..<range.upperBound].firstIndex(of: UInt8(ascii: ">")) {
      if end >= start + 2, bytes[end - 1] == 45, bytes[end - 2] == 45 { return end + 1 }
      place = end + 1
    }
    return nil
  }
}
