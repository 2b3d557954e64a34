import AgentModel

import struct Git.RepoPath

extension Rule {
  static let hiddenDataAddress = Rule(
    .hiddenDataAddress,
    .warning,
    .own,
    means: "A `data:` address holds 50 or more characters of base64.",
    why:
      "Nobody reads what is in it, and a model may decode it; it also costs words of the context.",
    cure: "Put the file into the repository and point to it.",
    wrong: Example(
      ".github/agents/review.agent.md",
      "![](data:image/png;base64," + String(repeating: "iVBORw0KGgo", count: 6) + ")\n"
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      Review the change. No `data:image/png;base64,iVBORw0KGgo=` in our pages!
      """
    )
  ) { file, _ in
    guard holdsMarker(file.bytes) else { return [] }
    return file.findings(
      dataAddresses(in: file.bytes).map { address in
        Sighting(
          offset: address.offset,
          message: "a 'data:' address holds \(address.length) characters that nobody reads",
          hint: "put the file into the repository and point to it"
        )
      }
    )
  }
}

/// The end of a media type whose data is base64.
private let marker = Array(";base64,".utf8).map { $0 | 0x20 }

/// Whether the end of such a media type stands anywhere.
private func holdsMarker(_ bytes: [UInt8]) -> Bool {
  var at = 0
  while let comma = bytes.firstIndex(of: UInt8(ascii: ","), in: at..<bytes.count) {
    at = comma + 1
    if comma >= 7, bytes[comma - 7] | 0x20 == marker[0],
      bytes[(comma - 7)...comma].map({ $0 | 0x20 }) == marker
    {
      return true
    }
  }
  return false
}

/// Where `data:…;base64,` stands with 50 or more characters behind it.
private func dataAddresses(in bytes: [UInt8]) -> [(offset: Int, length: Int)] {
  var found: [(offset: Int, length: Int)] = []
  let scheme = Array("data:".utf8)
  var at = 0
  while let start = bytes[at...].firstIndex(where: { $0 | 0x20 == UInt8(ascii: "d") }) {
    at = start + 1
    guard bytes[start...].prefix(5).map({ $0 | 0x20 }) == scheme.map({ $0 | 0x20 }) else {
      continue
    }
    // What stands before the comma is a media type with a parameter or two.
    guard let comma = bytes[start...].prefix(200).firstIndex(of: UInt8(ascii: ",")),
      bytes[start...comma].suffix(8).map({ $0 | 0x20 }) == marker
    else { continue }
    let length = bytes[(comma + 1)...].prefix(while: isBase64).count
    at = comma + 1 + length
    if length >= 50 { found.append((start, length)) }
  }
  return found
}

private func isBase64(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="),
    UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "%"):
    true
  default: false
  }
}
