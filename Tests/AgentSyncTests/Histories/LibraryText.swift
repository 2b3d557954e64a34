import TestSupport

/// The texts of made-up agents and parts, and random edits of them.
///
/// Every line says something of its own, so that git takes no two files for each other.
enum LibraryText {
  static let names = ["ada", "bo", "cy", "di", "eve", "flo"]
  static let categories = ["core", "ops", "web"]

  private static let subjects = [
    "harbour", "quartz", "willow", "ledger", "copper", "meadow", "signal", "parcel", "lantern",
    "granite", "orchard", "compass", "velvet", "thunder", "pepper", "saddle",
  ]

  /// A line that stands nowhere else, of words that hardly do.
  static func line(_ mark: String, _ random: inout SeededRandom) -> String {
    let words = (0..<4).map { _ in
      subjects[Int.random(in: 0..<subjects.count, using: &random)]
        + String(Int.random(in: 10...99, using: &random))
    }
    return "\(mark) \(words.joined(separator: " "))"
  }

  /// An agent's document, with front matter or without.
  static func agent(
    _ name: String,
    mark: String,
    hasParts: Bool,
    _ random: inout SeededRandom
  ) -> String {
    var lines: [String] = []
    let description = line("\(mark)-description", &random)
    if random.chance(65) {
      lines.append("---")
      if random.chance(30) { lines.append("id: \(name)-\(mark)") }
      lines += ["description: \(description)", "tools: [search, edit]", "---", ""]
      lines += ["# \(name.capitalized) \(mark)", ""]
    } else {
      lines += ["# \(name.capitalized) \(mark)", "", "**Version:** 1.0.0", ""]
      lines += ["## Purpose", "", description, ""]
    }
    for section in ["Rules", "Work", "Notes"] {
      lines += ["## \(section)", ""]
      for number in 1...4 {
        let bullet = section == "Rules" ? "- " : section == "Work" ? "\(number). " : ""
        lines.append(bullet + line("\(mark)-\(section)-\(number)", &random))
        if bullet.isEmpty { lines.append("") }
      }
      if !(lines.last ?? "").isEmpty { lines.append("") }
    }
    if hasParts {
      lines += ["Follow @modules/plan.md first, and [ask](modules/plan.md#ask) then.", ""]
    }
    return lines.joined(separator: "\n")
  }

  static func part(_ mark: String, _ random: inout SeededRandom) -> String {
    var lines = ["# Plan \(mark)", ""]
    for number in 1...3 { lines += [line("\(mark)-plan-\(number)", &random), ""] }
    lines += ["## Ask", ""]
    for number in 1...3 { lines.append("- " + line("\(mark)-ask-\(number)", &random)) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The index of the first line after the front matter.
  static func bodyStart(_ lines: [String]) -> Int {
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return 0 }
    return end + 1
  }

  /// Which lines of the body hold text that may be changed or taken away without breaking anything.
  static func textLines(_ lines: [String]) -> [Int] {
    let start = bodyStart(lines)
    return lines.indices.filter { index in
      index >= start && !lines[index].isEmpty && !lines[index].hasPrefix("#")
    }
  }

  /// An edit of one line of the body, with what was done in words; nil where nothing can be.
  static func edited(
    _ text: String,
    mark: String,
    _ random: inout SeededRandom
  ) -> (text: String, deed: String)? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let candidates = textLines(lines)
    switch Int.random(in: 0..<4, using: &random) {
    case 0, 1:
      return inserted(into: text, line(mark, &random), &random)
    case 2:
      guard let index = candidates.randomElement(using: &random) else { return nil }
      lines[index] = line(mark, &random)
      return (lines.joined(separator: "\n"), "changes line \(index + 1) to '\(mark)'")
    default:
      guard candidates.count > 3, let index = candidates.randomElement(using: &random) else {
        return nil
      }
      let gone = lines.remove(at: index)
      return (lines.joined(separator: "\n"), "takes line \(index + 1) away, '\(gone)'")
    }
  }

  /// A text with a new line somewhere in its body.
  static func inserted(
    into text: String,
    _ line: String,
    _ random: inout SeededRandom
  ) -> (text: String, deed: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // Behind the last line's newline there is no line.
    let end = max(lines.count - 1, bodyStart(lines))
    let index = Int.random(in: bodyStart(lines)...end, using: &random)
    lines.insert(line, at: index)
    return (lines.joined(separator: "\n"), "adds '\(line)' as line \(index + 1)")
  }

  /// A document with another description or other tools; nil where it has no front matter.
  static func described(
    _ text: String,
    mark: String,
    _ random: inout SeededRandom
  ) -> (text: String, deed: String)? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let key = random.chance(60) ? "description: " : "tools: "
    guard let index = lines.prefix(bodyStart(lines)).firstIndex(where: { $0.hasPrefix(key) }) else {
      return nil
    }
    if key == "tools: " {
      let tools = ["search", "edit", "execute", "read", "web"].filter { _ in random.chance(50) }
      lines[index] = "tools: [\(tools.joined(separator: ", "))]"
    } else {
      lines[index] = "description: \(line(mark, &random))"
    }
    return (lines.joined(separator: "\n"), "writes '\(lines[index])'")
  }
}

extension String {
  /// What stands between spaces and line ends.
  var words: Set<String> { Set(split { $0 == " " || $0 == "\n" }.map(String.init)) }

  /// The marks in a text of lines that a person typed into outputs.
  var typedMarks: Set<String> { words.filter { $0.hasPrefix("typed-") } }
}
