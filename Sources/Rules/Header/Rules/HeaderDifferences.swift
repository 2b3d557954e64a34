import AgentModel

// Where VS Code's reading of a header and YAML's part.
extension RuleFile {
  /// Where VS Code stops reading without a word; nil where it reads all.
  func stop(in header: EditorHeader) -> RuleFinding? {
    let last = header.pairs.last
    if let dropped = header.dropped {
      guard let last else {
        // What is no map at all is told by another rule.
        guard header.root == nil else { return nil }
        return finding(
          at: dropped.lowerBound,
          "'---' opens a header that VS Code reads nothing of",
          hint: "write 'key: value' on lines of their own"
        )
      }
      let value = last.value.text.map { ", as \(quoted($0))" } ?? ""
      return finding(
        at: dropped.lowerBound,
        "\(quoted(last.key)) is the last key that VS Code reads\(value)",
        hint: "put the whole value into double quotes"
      )
    }
    guard let last, let quote = openQuote(in: last.value, header) else { return nil }
    return finding(
      at: quote,
      "\(quoted(last.key)) takes in the rest of the header, since nothing closes its quote",
      hint: "end the text with the quote that it begins with"
    )
  }

  /// Where a quote opens that nothing closes: it runs to the header's end, behind the last line break.
  private func openQuote(in value: EditorValue, _ header: EditorHeader) -> Int? {
    var leaf = value
    while let inner = leaf.items?.last ?? leaf.pairs?.last?.value { leaf = inner }
    let range = leaf.range
    guard range.upperBound == header.range.upperBound, range.lowerBound < range.upperBound,
      [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(bytes[range.lowerBound])
    else { return nil }
    return range.lowerBound
  }

  /// The most bytes of a header that are read a second time.
  private static let comparedBytes = 64 << 10

  /// Where a reader of YAML gets another text for a key than VS Code does.
  ///
  /// What YAML refuses is no other reading: VS Code takes more than YAML does.
  func otherReadings(of header: EditorHeader) -> [RuleFinding] {
    let bytes = bytes[header.range]
    guard bytes.count <= Self.comparedBytes, !bytes.contains(0),
      String(validating: bytes, as: UTF8.self) != nil
    else { return [] }
    do throws(Problem) {
      let pairs = try YAMLReader.parse(bytes, at: path, firstLine: 2)
      return pairs.compactMap { otherReading(of: $0, header) }
    } catch {
      guard error.code == .yamlAlias || error.code == .yamlTag else { return [] }
      return notations(of: header, line: error.place?.line)
    }
  }

  private func otherReading(of pair: YAMLPair, _ header: EditorHeader) -> RuleFinding? {
    guard let value = header[pair.key] else {
      return finding(
        at: lines.start(ofLine: pair.line),
        "\(quoted(pair.key)) is a key by YAML's rules, and none for VS Code",
        hint: "write it as a plain word"
      )
    }
    // VS Code refuses a bracketed hint aloud; the model reads it as text.
    guard case .scalar(let strict, _) = pair.item.value, let text = value.text,
      strict != text, trimmed(strict) != trimmed(text)
    else { return nil }
    return finding(
      at: value.range.lowerBound,
      "\(quoted(pair.key)) is \(quoted(text)) for VS Code, and \(quoted(strict)) by YAML's rules",
      hint: "write the value on one line in double quotes"
    )
  }

  /// Values of a line that are anchors, aliases or tags by YAML's rules, and plain text for VS Code.
  private func notations(of header: EditorHeader, line: Int?) -> [RuleFinding] {
    header.pairs.compactMap { pair in
      let start = pair.value.range.lowerBound
      guard !pair.value.range.isEmpty, lines.line(of: start) == line,
        "&*!".utf8.contains(bytes[start]), let text = pair.value.text
      else { return nil }
      return finding(
        at: start,
        "\(quoted(pair.key)) is \(quoted(text)) for VS Code, which knows no anchors, aliases and tags",
        hint: "write the value out, in double quotes"
      )
    }
  }
}

/// Without the white space around it, which the two readers keep and drop by rules of their own.
private func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  return String(scalars[first...last])
}
