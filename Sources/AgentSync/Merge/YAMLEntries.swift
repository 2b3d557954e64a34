import AgentModel

/// The keys of one block mapping, each with the lines that are its own: every line belongs to one key.
struct YAMLEntries {
  struct Entry: MergeElement {
    /// The comments and blank lines above the key.
    let lead: [UInt8]
    /// The key's line and all lines of its value.
    let body: [UInt8]
    let pair: YAMLPair
    /// The 1-based line of the key in the front matter, and the one behind its last.
    let lines: Range<Int>
    let gap: [UInt8] = []

    var text: [UInt8] { lead + body }
    var mark: Mark { Mark(text: body, name: Array(pair.key.utf8)) }
  }

  private(set) var entries: [Entry] = []
  /// Comments and blank lines behind the last key.
  private(set) var tail: [UInt8] = []
  /// Where the keys begin; nil where there are none.
  var column: Int? { entries.first?.pair.column }

  /// Splits the lines of a mapping by its keys; nil for a flow mapping, which has no lines of its own.
  ///
  /// - Parameters:
  ///   - pairs: Those of the mapping.
  ///   - lines: All lines of the front matter.
  ///   - range: Those of the mapping, as 1-based line numbers.
  init?(_ pairs: [YAMLPair], _ lines: [ArraySlice<UInt8>], in range: Range<Int>) {
    func bytes(_ range: Range<Int>) -> [UInt8] {
      Array(lines[(range.lowerBound - 1)..<(range.upperBound - 1)].joined())
    }
    var start = range.lowerBound
    for (index, pair) in pairs.enumerated() {
      guard pair.line >= start, pair.column == pairs[0].column else { return nil }
      let next = index + 1 < pairs.count ? pairs[index + 1].line : range.upperBound
      guard next > pair.line else { return nil }
      var end = next
      // What stands between two keys and is no value belongs to the second.
      while end > pair.line + 1, YAMLEntries.isAside(lines[end - 2], before: pair.column) {
        end -= 1
      }
      entries.append(
        Entry(
          lead: bytes(start..<pair.line),
          body: bytes(pair.line..<end),
          pair: pair,
          lines: pair.line..<end
        )
      )
      start = end
    }
    tail = bytes(start..<range.upperBound)
  }

  /// Whether a line is blank, or a comment that stands no deeper than a key at the 1-based `column`.
  private static func isAside(_ line: ArraySlice<UInt8>, before column: Int) -> Bool {
    if TextLines.isBlank(line) { return true }
    let indent = line.prefix { $0 == 32 }.count
    return indent < column && line[line.startIndex + indent] == 35
  }
}

extension YAMLValue {
  /// Whether two values say the same, wherever they stand and however they are quoted.
  func says(_ other: YAMLValue) -> Bool {
    switch (self, other) {
    case (.scalar(let left, let isQuoted), .scalar(let right, let isOtherQuoted)):
      // `true` and "true" are not the same, `ada` and "ada" are.
      left == right && (isQuoted == isOtherQuoted || !YAMLValue.isSpecial(left))
    case (.sequence(let left), .sequence(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.value.says($1.value) }
    case (.mapping(let left), .mapping(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.key == $1.key && $0.item.value.says($1.item.value) }
    default: false
    }
  }

  /// Whether a plain scalar may be a truth value, a number, nothing or a date to some reader.
  private static func isSpecial(_ text: String) -> Bool {
    ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"]
      .contains(text.lowercased()) || text.first.map { $0.isNumber || "+-.".contains($0) } ?? true
  }

  /// The texts of a sequence of scalars that stand once each; nil for all else.
  var plainList: [String]? {
    guard let items else { return nil }
    var texts: [String] = []
    for item in items {
      guard case .scalar(let text, _) = item.value else { return nil }
      texts.append(text)
    }
    return Set(texts).count == texts.count ? texts : nil
  }
}
