import AgentModel

package import struct Git.RepoPath

/// What is kept of a file's bytes to compare it with others: its size, its id, and a hash for each chunk.
///
/// A chunk ends behind a line feed or after 64 bytes, as git cuts files for `diff -M`; so most chunks
/// are lines. In text a carriage return before a line feed is left out, and a file that has nothing
/// but its line endings changed keeps all its chunks.
package struct FileContent: Sendable {
  /// In bytes, carriage returns included.
  package let size: Int
  /// The id in the front matter of a document.
  package let id: String?
  /// In the order of the file.
  let hashes: [UInt64]
  /// How many bytes each chunk has, beside `hashes`.
  let lengths: [UInt8]

  /// A chunk without a line feed is cut here.
  private static let maximumLength: UInt8 = 64
  /// How far a NUL byte is looked for that makes a file a binary one.
  private static let binaryProbe = 8_000

  /// Takes a file in.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - path: where it stands.
  ///   - isDocument: whether an id in its front matter counts.
  ///   - depth: with `.id` there are no chunks.
  package init(
    _ bytes: [UInt8],
    at path: RepoPath,
    isDocument: Bool,
    depth: RenameSigns.Depth = .whole
  ) {
    size = bytes.count
    id = isDocument ? explicitAgentID(in: bytes, at: path) : nil
    (hashes, lengths) = depth == .whole ? FileContent.chunks(of: bytes) : ([], [])
  }

  private static func chunks(of bytes: [UInt8]) -> ([UInt64], [UInt8]) {
    let isText = !bytes.prefix(binaryProbe).contains(0)
    var hashes: [UInt64] = []
    var lengths: [UInt8] = []
    hashes.reserveCapacity(bytes.count / 32 + 1)
    lengths.reserveCapacity(bytes.count / 32 + 1)
    // FNV-1a: one multiplication a byte, and the chunks are too short for more to pay.
    let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    var hash = basis
    var length: UInt8 = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 13, isText, index < bytes.count, bytes[index] == 10 { continue }
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      length += 1
      guard byte == 10 || length == maximumLength else { continue }
      hashes.append(hash)
      lengths.append(length)
      hash = basis
      length = 0
    }
    if length > 0 {
      hashes.append(hash)
      lengths.append(length)
    }
    return (hashes, lengths)
  }
}
