import TestSupport

/// Documents that look like people's, and what people do to them; all from a seed.
struct RandomDocument {
  /// Sections of blocks; the first has no heading.
  var header: [String]
  var sections: [[String]]

  static let words: [String] = {
    let starts = ["al", "be", "co", "da", "el", "fi", "go", "hu", "in", "jo", "ka", "li"]
    let ends = ["ba", "ce", "din", "er", "fo", "gant", "ing", "ly", "me", "nor", "ple", "ria"]
    return starts.flatMap { start in ends.map { start + $0 } }
  }()

  init(_ random: inout SeededRandom) {
    header = ["name: x", "description: \(Self.prose(&random, 4))", "tools: [read, edit, search]"]
    if random.chance(50) { header += ["model: one", "handoffs:", "  - label: a", "    agent: b"] }
    sections = []
    for number in 0..<Int.random(in: 1...4, using: &random) {
      var blocks = ["## Section \(number)"]
      for _ in 0..<Int.random(in: 0...3, using: &random) { blocks.append(Self.block(&random)) }
      sections.append(blocks)
    }
  }

  var text: [UInt8] {
    let head = header.isEmpty ? "" : "---\n" + header.map { $0 + "\n" }.joined() + "---\n\n"
    let body = sections.flatMap(\.self).map { $0 + "\n" }.joined(separator: "\n")
    return Array((head + body).utf8)
  }

  static func prose(_ random: inout SeededRandom, _ count: Int) -> String {
    (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
  }

  static func block(_ random: inout SeededRandom) -> String {
    func many(_ line: (Int) -> String) -> String {
      (1...Int.random(in: 1...5, using: &random)).map(line).joined(separator: "\n")
    }
    let tag = Int.random(in: 0..<1000, using: &random)
    return switch Int.random(in: 0..<6, using: &random) {
    case 0: many { "- item \($0) \(tag)" }
    case 1: many { "\($0). step \($0) \(tag)" }
    case 2: "| Name | What \(tag) |\n|---|---|\n" + many { "| n\($0)\(tag) | cell \($0) |" }
    case 3: "```sh\n" + many { "run \($0) \(tag)" } + "\n```"
    case 4: "**Version:** \(tag)\n**Owner:** ada \(tag)"
    default: prose(&random, 9) + "\n" + prose(&random, 7) + " \(tag)."
    }
  }

  /// Does one thing to the document that a person may do; `tag` tells one side's words from the other's.
  mutating func edit(_ random: inout SeededRandom, _ tag: String) {
    let number = Int.random(in: 0..<1000, using: &random)
    switch Int.random(in: 0..<11, using: &random) {
    case 0: sections.append(["## New \(tag) \(number)", Self.block(&random)])
    case 1 where sections.count > 1:
      let section = sections.remove(at: Int.random(in: sections.indices, using: &random))
      sections.insert(section, at: Int.random(in: 0...sections.count, using: &random))
    case 2 where sections.count > 1:
      sections.remove(at: Int.random(in: sections.indices, using: &random))
    case 3:
      let place = Int.random(in: sections.indices, using: &random)
      sections[place][0] += " \(tag)"
    case 4:
      let place = Int.random(in: sections.indices, using: &random)
      let block = Self.block(&random)
      sections[place].append(block.hasSuffix("```") ? block : block + " \(tag)")
    case 5:
      if let place = header.firstIndex(where: { $0.hasPrefix("tools: [") }) {
        header[place] = header[place].replacing("]", with: ", \(tag)\(number)]")
      }
    case 6: header.append("\(tag)\(number): true")
    case 7:
      let place = Int.random(in: header.indices, using: &random)
      if header[place].hasPrefix("description") { header[place] += " \(tag)" }
    default:
      let place = Int.random(in: sections.indices, using: &random)
      let block = Int.random(in: sections[place].indices, using: &random)
      sections[place][block] = Self.edited(sections[place][block], &random, "\(tag)\(number)")
    }
  }

  private static func edited(
    _ block: String,
    _ random: inout SeededRandom,
    _ tag: String
  ) -> String {
    var lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = Int.random(in: lines.indices, using: &random)
    if lines[place].hasPrefix("```") { return block }
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let first = lines[place].first
      if first == "-" {
        lines.insert("- new \(tag)", at: place)
      } else if first == "|", place > 1 {
        lines.insert("| \(tag) | new |", at: place)
      } else if first?.isNumber == true {
        lines.append("\(lines.count + 1). new \(tag)")
      } else {
        lines[place] += " \(tag)"
      }
    case 1
    where lines.count > 1 && !(block.hasPrefix("|") && place < 2) && !lines[place].hasPrefix("```"):
      lines.remove(at: place)
    case 2 where !block.hasPrefix("|") && !lines[place].hasPrefix("```"):
      var words = lines[place].split(separator: " ").map(String.init)
      if words.count > 1 { words[words.count - 1] = tag }
      lines[place] = words.joined(separator: " ")
    case 3 where block.first?.isLetter == true:
      // Wraps anew.
      let words = block.split { $0 == " " || $0 == "\n" }.map(String.init)
      let middle = words.count / 3
      return words[..<middle].joined(separator: " ") + "\n"
        + words[middle...].joined(separator: " ")
    default: break
    }
    return lines.joined(separator: "\n")
  }
}
