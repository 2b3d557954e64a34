extension String {
  /// The text with everything escaped that could steer a terminal or hide from a reader.
  ///
  /// Controls, bidirectional and zero-width characters and line separators become `\u{…}`; a newline
  /// becomes `\n`, a tab `\t`.
  package var escapedForTerminal: String {
    guard unicodeScalars.contains(where: { $0.needsEscape }) else { return self }
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": escaped += "\\n"
      case "\t": escaped += "\\t"
      case let scalar where scalar.needsEscape:
        escaped += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension String {
  /// JSON with the same escaped in it as `\u…`, so that it says the same to who reads it as JSON.
  ///
  /// Outside of strings JSON has nothing of the kind but line ends and blanks.
  package var escapedInJSON: String {
    guard unicodeScalars.contains(where: { $0.value >= 0x7F && $0.needsEscape }) else {
      return self
    }
    var escaped = ""
    for scalar in unicodeScalars {
      guard scalar.value >= 0x7F, scalar.needsEscape else {
        escaped.unicodeScalars.append(scalar)
        continue
      }
      for unit in Character(scalar).utf16 {
        let digits = String(unit, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return escaped
  }
}

extension Unicode.Scalar {
  fileprivate var needsEscape: Bool {
    if value < 0x20 || (0x7F...0x9F).contains(value) { return true }
    guard value >= 0xAD else { return false }
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      return true
    default: return false
    }
  }
}
