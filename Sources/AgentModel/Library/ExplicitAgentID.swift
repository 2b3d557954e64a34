package import struct Git.RepoPath

/// Tells the id that a document gives itself in its front matter; nil where it gives none that counts.
///
/// Only the front matter is read, and only where a line of it can be the key: the cost for any other
/// file is a look at its first lines. Whatever makes the document unusable makes the answer nil.
///
/// - Parameters:
///   - bytes: the file, of any content.
///   - path: where it stands, for nothing but messages that nobody sees.
/// - Returns: the id as the library has it: composed and in lower case.
package func explicitAgentID(in bytes: [UInt8], at path: RepoPath) -> String? {
  let start = SourceText.startsWithMark(bytes[...]) ? 3 : 0
  guard mayHoldID(bytes, from: start),
    let fence = try? FrontMatterFence(in: bytes, from: start, at: path),
    String(validating: bytes[fence.yaml], as: UTF8.self) != nil,
    let pairs = try? YAMLReader.parse(bytes[fence.yaml], at: path, firstLine: 2),
    case .scalar(let text, let quoted)? = pairs.first(where: { $0.key == "id" })?.item.value,
    quoted || !text.isEmpty
  else { return nil }
  return try? AgentID.explicit(text)
}

/// Whether a line between two fences can be the key `id`, plain or in quotes.
private func mayHoldID(_ bytes: [UInt8], from start: Int) -> Bool {
  guard bytes[start...].starts(with: "---".utf8) else { return false }
  let end = min(bytes.count, start + FrontMatterFence.maximumSize)
  var index = start + 3
  while index < end {
    guard bytes[index] == UInt8(ascii: "\n") else {
      index += 1
      continue
    }
    let line = bytes[(index + 1)..<end]
    if line.starts(with: "---".utf8) { return false }
    if line.starts(with: "id".utf8) || line.starts(with: "\"id".utf8)
      || line.starts(with: "'id".utf8)
    {
      return true
    }
    index += 1
  }
  return false
}
