extension Rule {
  /// What can be wrong with the header of any kind of file.
  static let headerRules = [
    headerSyntax, headerDuplicateKey, headerMissingValue, headerNotAMap, headerReadOtherwise,
    headerUnclosed, headerByteOrderMark, headerUnknownKey, headerIgnoredKey, headerNotAString,
    headerEmptyValue, headerEmptyHint, headerNotABoolean,
  ]
}

extension RuleFile {
  /// The header of a file whose keys VS Code looks at; nil for guides, which it takes as they are.
  var readHeader: EditorHeader? { kind == .guide ? nil : header }

  /// What VS Code complains about; one fault brings others with it, and nobody reads more than these.
  var headerFaults: some Sequence<EditorHeader.Fault> { (readHeader?.faults ?? []).prefix(100) }

  /// The pairs whose value must be text, of those that are there.
  var textPairs: [EditorPair] {
    let keys: [String] =
      switch kind {
      case .prompt: ["name", "description", "argument-hint"]
      case .agent: ["name", "description", "argument-hint", "target"]
      case .claudeAgent: ["name", "description"] + ClaudeValues.allowed.keys.sorted()
      case .instructions: ["name", "description"]
      case .claudeRules: ["description"]
      case .skill: ["name", "description", "argument-hint"]
      case .guide, .hooks, .settings, .unread: []
      }
    return keys.compactMap { header?.pair($0) } + [promptAgent].compactMap { $0 }
  }

  /// Whether a byte order mark stands before all else.
  var beginsWithMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

  /// Whether nothing stands behind a key or a dash, which is a fault of its own.
  func isMissing(_ value: EditorValue) -> Bool {
    guard value.range.isEmpty, value.range.lowerBound > 0, value.isBlank else { return false }
    let before = bytes[value.range.lowerBound - 1]
    return before == UInt8(ascii: ":") || before == UInt8(ascii: "-")
  }

  /// Whether something stands there, but nothing except white space: `''`.
  func isEmptyText(_ value: EditorValue) -> Bool { value.isBlank && !isMissing(value) }
}
