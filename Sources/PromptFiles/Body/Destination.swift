import AgentModel

import struct Git.RepoPath

/// Where a link in an output points, as it is written between the parentheses.
///
/// VS Code takes everything between them literally as the name of a file, so the path stands decoded. Where
/// CommonMark would then see another target or no link at all (spaces, parentheses, `%41`), its percent form
/// is written: readers of Markdown find the file, VS Code doesn't.
struct Destination: Hashable {
  let bytes: [UInt8]
  /// Whether something had to be encoded, so that VS Code reads another name.
  let isEncoded: Bool

  /// The way from an output's folder (nil: the repository's root) to a target.
  init(from folder: RepoPath?, to target: RepoPath, isFolder: Bool = false) {
    var path = relativePath(from: folder, to: target)
    if isFolder { path.append(UInt8(ascii: "/")) }
    let isUTF8 = target.bytes.allSatisfy { $0 < 0x80 } || target.isUTF8
    bytes = percentEncoded(path, encodesNonASCII: !isUTF8)
    isEncoded = bytes.count != path.count
  }
}
