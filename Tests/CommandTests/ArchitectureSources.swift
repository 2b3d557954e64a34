import Foundation
import SystemPackage
import TestSupport

/// A text file of the project, as the architecture tests read it.
struct ProjectFile: Sendable {
  /// Relative to the top of the project: `Sources/Git/ObjectID.swift`.
  let path: String
  let text: String

  /// The top of the project.
  static let root = Fixture.root.removingLastComponent()

  /// Reads one file; nil where there is none.
  init?(_ path: String) {
    let place = ProjectFile.root.pushing(FilePath(path)).string
    guard let data = FileManager.default.contents(atPath: place) else { return nil }
    self.path = path
    self.text = String(decoding: data, as: UTF8.self)
  }

  /// Reads all files below a folder whose names end in `suffix`, sorted by path.
  static func all(in folder: String, suffix: String = ".swift") -> [ProjectFile] {
    let place = root.pushing(FilePath(folder)).string
    let names = FileManager.default.subpaths(atPath: place) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().compactMap { name in
      ProjectFile("\(folder)/\(name)")
    }
  }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The lines without their `//` comments; a `//` inside a string ends the line too early, which
  /// hides nothing that these tests look for.
  var code: [String] {
    lines.map { line in
      guard let comment = line.range(of: "//") else { return String(line) }
      return String(line[..<comment.lowerBound])
    }
  }

  /// What the file imports: `Git`, or `Git.ObjectID` where only that declaration is.
  var imports: [String] {
    let kinds = ["struct", "enum", "class", "protocol", "func", "let", "var", "typealias", "actor"]
    return code.compactMap { line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count else {
        return nil
      }
      let isHead = words[..<keyword].allSatisfy { word in
        ["package", "internal", "private", "fileprivate", "public"].contains(word)
          || word.hasPrefix("@")
      }
      guard isHead else { return nil }
      let next = words[keyword + 1]
      return kinds.contains(String(next)) ? words.last.map(String.init) : String(next)
    }
  }

  /// The module of a source file: `Git` for `Sources/Git/ObjectID.swift`.
  var module: String {
    let parts = path.split(separator: "/")
    return parts.count > 1 ? String(parts[1]) : ""
  }

  /// Places where the code holds `word` and not as part of a longer one: `path:line`.
  func places(of word: String) -> [String] {
    code.enumerated().filter { _, line in
      var rest = line[...]
      while let found = rest.range(of: word) {
        let before = line[..<found.lowerBound].last
        if before.map({ !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "_" }) ?? true {
          return true
        }
        rest = line[found.upperBound...]
      }
      return false
    }.map { index, _ in "\(path):\(index + 1)" }
  }
}
