package import struct Git.RepoPath

/// The form in which the generated text of a hand-edited output is kept.
///
/// Each line stands after `| `, so that git never pairs a pristine file with an output as a rename, and
/// neither grep nor VS Code takes it for a prompt.
package enum Pristine {
  /// The folder of all pristine files.
  package static let folder = ".agentsync/pristine"

  /// Where the pristine file of an output stands.
  package static func path(of output: RepoPath) -> RepoPath {
    guard let path = RepoPath(Array((folder + "/").utf8) + output.bytes) else {
      preconditionFailure("BUG: a valid path below a valid folder is valid")
    }
    return path
  }

  /// The output whose pristine file stands at `path`; nil where it is none.
  package static func output(of path: RepoPath) -> RepoPath? {
    let prefix = Array((folder + "/").utf8)
    guard path.bytes.starts(with: prefix) else { return nil }
    return RepoPath(path.bytes[prefix.count...])
  }

  /// The bytes of a pristine file for normalised text (LF, final newline).
  package static func encode(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.count + content.count / 16)
    for line in content.split(separator: 10, omittingEmptySubsequences: false).dropLast() {
      bytes += [UInt8(ascii: "|"), UInt8(ascii: " ")]
      bytes += line
      bytes.append(10)
    }
    return bytes
  }

  /// The text a pristine file holds; nil where a line lacks its mark: then somebody edited the file.
  package static func decode(_ bytes: [UInt8]) -> [UInt8]? {
    let text = OutputText(bytes).content
    var content: [UInt8] = []
    content.reserveCapacity(text.count)
    for line in text.split(separator: 10, omittingEmptySubsequences: false).dropLast() {
      guard line.starts(with: [UInt8(ascii: "|"), UInt8(ascii: " ")]) else { return nil }
      content += line.dropFirst(2)
      content.append(10)
    }
    return content
  }
}
