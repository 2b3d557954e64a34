import AgentModel

package import struct Git.RepoPath

/// One place of a file with the text that settles a problem.
package struct TextFix: Hashable, Sendable {
  /// A place between two characters.
  package struct Position: Hashable, Sendable {
    /// 1-based.
    package let line: Int
    /// 1-based, in Unicode scalars.
    package let column: Int
  }

  package let path: RepoPath
  package let start: Position
  /// Behind the last character that goes.
  package let end: Position
  package let replacement: String
  /// What it does, in one line without names.
  package let summary: String

  /// More text than this is nothing that a person looks through in a report.
  static let maximumSize = 1 << 16

  /// Makes a fix of a range of a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - range: UTF-8 offsets.
  ///   - lines: The lines of the file as it stands.
  ///   - replacement: What is to stand there.
  ///   - summary: What it does.
  init(
    _ path: RepoPath,
    _ range: Range<Int>,
    in lines: LineIndex,
    replacement: String,
    _ summary: String
  ) {
    self.path = path
    start = Position(
      line: lines.line(of: range.lowerBound),
      column: lines.column(of: range.lowerBound)
    )
    end = Position(
      line: lines.line(of: range.upperBound),
      column: lines.column(of: range.upperBound)
    )
    self.replacement = replacement
    self.summary = summary
  }

  /// The lines in which two texts differ; nil where they are no text, or too much of it.
  init?(_ path: RepoPath, from old: [UInt8], to new: [UInt8], _ summary: String) {
    let isText = [old, new].allSatisfy { String(validating: $0, as: UTF8.self) != nil }
    guard isText, old != new else { return nil }
    let newline = UInt8(ascii: "\n")
    let limit = min(old.count, new.count)
    var same = 0
    while same < limit, old[same] == new[same] { same += 1 }
    // Whole lines: back to where the first that differs begins.
    while same > 0, old[same - 1] != newline { same -= 1 }
    var tail = 0
    while tail < limit - same, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    func isLineStart(_ bytes: [UInt8]) -> Bool {
      let place = bytes.count - tail
      return place == same || bytes[place - 1] == newline
    }
    while tail > 0, !(isLineStart(old) && isLineStart(new)) { tail -= 1 }
    let replacement = new[same..<(new.count - tail)]
    guard replacement.count <= TextFix.maximumSize else { return nil }
    self.init(
      path,
      same..<(old.count - tail),
      in: LineIndex(old),
      replacement: String(decoding: replacement, as: UTF8.self),
      summary
    )
  }
}
