extension String {
  /// The text without anything that a CI runner would carry out.
  ///
  /// Runners read commands off the log, from whatever writes to it: lines that begin with `::` (GitHub), `##[…]` and
  /// `##vso[…]` anywhere in a line (GitHub's old form, Azure). A character of each becomes `\u{…}`.
  var withoutRunnerCommands: String {
    replacingRunnerCommands(colon: "\\u{3A}", bracket: "\\u{5B}")
  }

  /// The same for JSON, which stays the same JSON: there such a thing only stands in a string.
  var withoutRunnerCommandsInJSON: String {
    replacingRunnerCommands(colon: "\\u003a", bracket: "\\u005b")
  }

  private func replacingRunnerCommands(colon: String, bracket: String) -> String {
    guard hasPair(UInt8(ascii: "#")) || hasPair(UInt8(ascii: ":")) else { return self }
    var safe = ""
    var isAtStart = true
    // How many `#` stand directly before, and whether letters came since.
    var hashes = 0
    var isWord = false
    let scalars = Array(unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case ":" where isAtStart && next == ":": safe += colon
      case "[" where hashes >= 2: safe += bracket
      default: safe.unicodeScalars.append(scalar)
      }
      isAtStart = scalar == "\n" || scalar == "\r" || isAtStart && scalar.properties.isWhitespace
      switch scalar {
      case "#":
        hashes = isWord ? 1 : hashes + 1
        isWord = false
      case "a"..."z", "A"..."Z": isWord = true
      default:
        hashes = 0
        isWord = false
      }
    }
    return safe
  }

  /// Whether a byte stands twice in a row.
  private func hasPair(_ byte: UInt8) -> Bool {
    var isAfter = false
    for next in utf8 {
      if next == byte, isAfter { return true }
      isAfter = next == byte
    }
    return false
  }

  /// The text with some scalars written otherwise, one by one: a mark that combines with one hides nothing.
  func writing(_ other: (Unicode.Scalar) -> String?) -> String {
    var text = ""
    for scalar in unicodeScalars {
      if let other = other(scalar) {
        text += other
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
