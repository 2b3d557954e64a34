package import AgentModel

import struct Git.RepoPath

/// A comment of a file that says that a rule is not to count there, and why.
///
/// `<!-- agentsync: ignore CODE: reason -->` in the body, `# agentsync: ignore CODE: reason` in the header. It is
/// about its own line and the next one.
package struct Ignore: Hashable, Sendable {
  /// As written; it need not be that of a rule.
  package let code: String
  package let reason: String
  /// 1-based.
  package let line: Int

  private static let words = "agentsync: ignore "

  /// The comments of a file that give a reason, in the order of the text.
  package static func all(in file: RuleFile) -> [Ignore] { all(in: file.bytes) }

  /// The comments of a text that give a reason, in the order of the text.
  package static func all(in bytes: [UInt8]) -> [Ignore] {
    guard bytes.firstIndex(of: "agentsync: ignore ") != nil else { return [] }
    let text = String(decoding: bytes, as: UTF8.self)
    var found: [Ignore] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let place = line.firstRange(of: words) else { continue }
      let opening = line[..<place.lowerBound].trimmed
      guard opening.hasSuffix("<!--") || opening == "#" else { continue }
      let rest = line[place.upperBound...]
      let end = rest.firstRange(of: "-->")?.lowerBound ?? rest.endIndex
      let parts = rest[..<end].split(separator: ":", maxSplits: 1).map { String($0.trimmed) }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { continue }
      found.append(Ignore(code: parts[0], reason: parts[1], line: index + 1))
    }
    return found
  }

  /// Whether a problem of the file is one that it is about.
  package func covers(_ problem: Problem) -> Bool {
    guard problem.code.rawValue == code, let place = problem.place?.line else { return false }
    return place == line || place == line + 1
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }
}
