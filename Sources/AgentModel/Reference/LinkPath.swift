package import struct Git.RepoPath

/// The path from a folder to a target, with `..` for each folder to leave; never empty.
///
/// `./` stands in front where the first component would read as a scheme or as someone's home.
package func relativePath(from folder: RepoPath?, to target: RepoPath) -> [UInt8] {
  let slash = UInt8(ascii: "/")
  let start = folder?.bytes ?? []
  let end = target.bytes
  // The length of the folders both go through, the slash behind them included. The target's last
  // component is never one of them, for no slash follows it.
  var common = 0
  var index = 0
  while index < end.count, index <= start.count {
    let byte = index < start.count ? start[index] : slash
    guard byte == end[index], !start.isEmpty else { break }
    index += 1
    if byte == slash { common = index }
  }
  var path: [UInt8] = []
  path.reserveCapacity(end.count + 16)
  if common < start.count {
    let ups = start[common...].reduce(1) { $1 == slash ? $0 + 1 : $0 }
    for _ in 0..<ups { path += [0x2E, 0x2E, slash] }
  } else {
    let first = end[common...].prefix { $0 != slash }
    if first.contains(UInt8(ascii: ":")) || first.first == UInt8(ascii: "~") {
      path += [0x2E, slash]
    }
  }
  path += end[common...]
  return path
}

/// A path as CommonMark reads it back from between a link's parentheses.
///
/// Bytes that would end the link's destination or change it are percent-encoded; on request those outside of
/// ASCII too.
package func percentEncoded(_ path: [UInt8], encodesNonASCII: Bool) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(path.count)
  for (index, byte) in path.enumerated() {
    if (byte >= 0x80 && encodesNonASCII) || needsEncoding(byte, at: index, in: path) {
      bytes.append(UInt8(ascii: "%"))
      bytes.append(hexDigit(byte >> 4))
      bytes.append(hexDigit(byte & 15))
    } else {
      bytes.append(byte)
    }
  }
  return bytes
}

/// Whether a byte would end or change a link's destination in CommonMark.
private func needsEncoding(_ byte: UInt8, at index: Int, in path: [UInt8]) -> Bool {
  switch byte {
  case 0...0x20, 0x7F: return true
  case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"): return true
  case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "|"): return true
  case UInt8(ascii: "#"), UInt8(ascii: "?"): return true
  case UInt8(ascii: "%"):
    // Two hexadecimal digits behind it would be decoded.
    return path.dropFirst(index + 1).prefix(2).count { isHexDigit($0) } == 2
  case UInt8(ascii: "&"):
    let rest = path.dropFirst(index + 1)
    let word = rest.prefix { isLetterOrDigit($0) || $0 == UInt8(ascii: "#") }
    return !word.isEmpty && rest.dropFirst(word.count).first == UInt8(ascii: ";")
  default: return false
  }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
}

private func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}
