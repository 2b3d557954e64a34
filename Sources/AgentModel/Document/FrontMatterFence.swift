package import struct Git.RepoPath

/// Where the two `---` lines of front matter stand.
///
/// A fence is three hyphens at the start of a line and nothing but white space behind them, as VS Code
/// has it. A line `...`, which YAML would take as an end as well, closes nothing.
package struct FrontMatterFence {
  /// Between the fences, as offsets into the file.
  package let yaml: Range<Int>
  /// Behind the closing fence's line.
  package let bodyStart: Int

  /// The most bytes that may stand between the fences.
  static let maximumSize = 64 << 10

  /// Finds front matter at `start`; nil where the first line is no fence.
  ///
  /// - Throws: `Problem` with `.emptySource`, `.unterminatedFrontMatter` or `.frontMatterTooBig`.
  package init?(in bytes: [UInt8], from start: Int, at path: RepoPath) throws(Problem) {
    let firstEnd = FrontMatterFence.lineEnd(in: bytes, from: start)
    guard FrontMatterFence.isFence(bytes[start..<firstEnd]) else { return nil }
    let yamlStart = min(firstEnd + 1, bytes.count)
    guard bytes[yamlStart...].contains(where: { !isASCIIWhitespace($0) }) else {
      throw .onlyFence(path)
    }
    var line = yamlStart
    while line < bytes.count {
      let end = FrontMatterFence.lineEnd(in: bytes, from: line)
      if FrontMatterFence.isFence(bytes[line..<end]) {
        guard line - yamlStart <= FrontMatterFence.maximumSize else {
          throw .frontMatterTooBig(path, size: line - yamlStart)
        }
        yaml = yamlStart..<line
        bodyStart = min(end + 1, bytes.count)
        return
      }
      line = end + 1
    }
    throw .unterminated(path)
  }

  private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: [45, 45, 45]) else { return false }
    let rest = line.dropFirst(3)
    if rest.allSatisfy(isASCIIWhitespace) { return true }
    // No-break spaces and their like count too; U+FEFF is white space to JavaScript alone.
    return String(decoding: rest, as: UTF8.self).unicodeScalars
      .allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
  }
}

extension Problem {
  fileprivate static func onlyFence(_ path: RepoPath) -> Problem {
    Problem(
      .emptySource,
      at: Place(path, line: 1),
      "the file holds nothing but a line '---'",
      hint: "write the agent's text, or remove the file"
    )
  }

  fileprivate static func unterminated(_ path: RepoPath) -> Problem {
    Problem(
      .unterminatedFrontMatter,
      at: Place(path, line: 1),
      "no line '---' closes the front matter",
      hint: "close it; a thematic break at the top needs an empty line before it"
    )
  }

  fileprivate static func frontMatterTooBig(_ path: RepoPath, size: Int) -> Problem {
    Problem(
      .frontMatterTooBig,
      at: Place(path, line: 1),
      "the front matter has \(size) bytes, more than the \(FrontMatterFence.maximumSize) that are read",
      hint: "move text into the body"
    )
  }
}
