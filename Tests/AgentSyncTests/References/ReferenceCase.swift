import Foundation
import SystemPackage
import TestSupport
import Testing

/// A history that a person can read, and what is known of its references afterwards: one text file.
///
/// A file begins with a sentence, then what is done, section by section (`== commit`, `== work tree`, `== index`,
/// `== branch b`, `== switch b`, `== merge b`, `== sync`, `== shallow`), then the answers (`== map`, `== works`,
/// `== broken`, `== fixed`).
///
/// A section's lines are commands: `write PATH [crlf] [bom] [open]`, whose text follows in lines that begin with
/// `|` (`~3 line {}` repeats a line three times and numbers it), `move A -> B`, `swap A <-> B`, `copy A -> B`,
/// `remove A`, `replace A: old => new`, `append A: text`, `link A -> target`, `submodule A`, `binary A`.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  /// What one section does.
  struct Section: Sendable {
    let title: String
    let commands: [Command]
  }

  enum Command: Equatable, Sendable {
    case write(String, [UInt8])
    case move(String, String)
    case swap(String, String)
    case copy(String, String)
    case remove(String)
    case replace(String, old: String, new: String)
    case append(String, String)
    case link(String, target: String)
    case submodule(String)
    case binary(String)
  }

  let file: FilePath
  /// Everything before the first answer, as it is written.
  let script: String
  let sections: [Section]

  var testDescription: String { file.stem ?? "" }

  /// A line that is no command.
  struct Mistake: Error {
    let line: String
  }

  /// The titles of sections that hold answers.
  static let answers: Set = ["map", "works", "broken", "fixed"]

  static func all() -> [ReferenceCase] {
    Fixture.cases(in: "references").compactMap { fixture in
      do {
        return try ReferenceCase(fixture.folder)
      } catch {
        Issue.record("'\(fixture.name)' can't be read: \(error)")
        return nil
      }
    }
  }

  init(_ file: FilePath) throws {
    self.file = file
    let data = try #require(FileManager.default.contents(atPath: file.string))
    let text = String(decoding: data, as: UTF8.self)
    var script: [Substring] = []
    var sections: [(title: String, lines: [Substring])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("== ") {
        let title = String(line.dropFirst(3))
        if ReferenceCase.answers.contains(title) { break }
        sections.append((title, []))
      } else if !sections.isEmpty {
        sections[sections.count - 1].lines.append(line)
      }
      script.append(line)
    }
    while script.last?.isEmpty ?? false { script.removeLast() }
    self.script = script.joined(separator: "\n") + "\n"
    self.sections = try sections.map { section in
      Section(title: section.title, commands: try ReferenceCase.commands(section.lines))
    }
  }

  // MARK: - Commands

  private static func commands(_ lines: [Substring]) throws -> [Command] {
    var commands: [Command] = []
    var lines = lines[...]
    while let line = lines.popFirst() {
      guard !line.isEmpty else { continue }
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2 else { throw Mistake(line: String(line)) }
      let rest = words[1]
      if words[0] == "write" {
        let text = lines.prefix { $0.hasPrefix("|") || $0.hasPrefix("~") }
        lines = lines.dropFirst(text.count)
        commands.append(write(rest, Array(text)))
      } else {
        commands.append(try command(words[0], rest))
      }
    }
    return commands
  }

  private static func command(_ word: String, _ rest: String) throws -> Command {
    func pair(_ separator: String, _ text: String) throws -> (String, String) {
      guard let place = text.firstRange(of: separator) else { throw Mistake(line: rest) }
      return (String(text[..<place.lowerBound]), String(text[place.upperBound...]))
    }
    switch word {
    case "move":
      let (from, to) = try pair(" -> ", rest)
      return .move(from, to)
    case "copy":
      let (from, to) = try pair(" -> ", rest)
      return .copy(from, to)
    case "swap":
      let (one, other) = try pair(" <-> ", rest)
      return .swap(one, other)
    case "link":
      let (path, target) = try pair(" -> ", rest)
      return .link(path, target: target)
    case "remove": return .remove(rest)
    case "submodule": return .submodule(rest)
    case "binary": return .binary(rest)
    case "append":
      let (path, text) = try pair(": ", rest)
      return .append(path, text)
    case "replace":
      let (path, change) = try pair(": ", rest)
      let (old, new) = try pair(" => ", change)
      return .replace(path, old: old, new: new)
    default: throw Mistake(line: word + " " + rest)
    }
  }

  private static func write(_ rest: String, _ text: [Substring]) -> Command {
    var path = rest
    var flags: Set<String> = []
    for flag in ["open", "bom", "crlf"] where path.hasSuffix(" " + flag) {
      path.removeLast(flag.count + 1)
      flags.insert(flag)
    }
    var lines: [String] = []
    for line in text {
      if line.hasPrefix("|") {
        lines.append(String(line.dropFirst(line.hasPrefix("| ") ? 2 : 1)))
      } else {
        let count = Int(line.dropFirst().prefix { $0.isNumber }) ?? 0
        let pattern = String(line.drop { $0 != " " }.dropFirst())
        for number in 0..<count { lines.append(pattern.replacing("{}", with: "\(number + 1)")) }
      }
    }
    let ending = flags.contains("crlf") ? "\r\n" : "\n"
    var bytes: [UInt8] = flags.contains("bom") ? [0xEF, 0xBB, 0xBF] : []
    bytes += Array(lines.joined(separator: ending).utf8)
    if !flags.contains("open"), !lines.isEmpty { bytes += Array(ending.utf8) }
    return .write(path, bytes)
  }
}
