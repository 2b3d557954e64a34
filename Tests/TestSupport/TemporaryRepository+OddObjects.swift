package import Git

/// A line of a tree, whatever it says.
package struct OddEntry {
  package let mode: String
  package let name: [UInt8]
  package let id: ObjectID

  package init(_ mode: String, _ name: some Sequence<UInt8>, _ id: ObjectID) {
    self.mode = mode
    self.name = Array(name)
    self.id = id
  }

  package init(_ mode: String, _ name: String, _ id: ObjectID) {
    self.init(mode, name.utf8, id)
  }
}

/// Objects that no porcelain would write.
extension TemporaryRepository {
  /// Stores bytes as an object of a kind, however malformed.
  package func store(_ kind: String, _ bytes: [UInt8]) throws -> ObjectID {
    let arguments = ["hash-object", "-t", kind, "--literally", "-w", "--stdin"]
    return try known(try run(arguments, input: bytes).text)
  }

  package func blob(_ text: String) throws -> ObjectID {
    try store("blob", Array(text.utf8))
  }

  /// Stores a tree with exactly these lines in this order.
  package func tree(_ entries: [OddEntry]) throws -> ObjectID {
    try store("tree", OddEntry.bytes(of: entries))
  }

  /// Makes a commit of a tree on top of HEAD and moves `main` there; index and work tree stay.
  @discardableResult
  package func commit(tree: ObjectID) throws -> ObjectID {
    let arguments = ["commit-tree", "-p", "HEAD", "-m", "odd", tree.hex]
    let commit = try known(try run(arguments).text)
    try git("update-ref", "refs/heads/main", commit.hex)
    return commit
  }

  /// The place of a loose object's file.
  package func loosePath(of id: ObjectID) -> String {
    ".git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
  }

  /// Writes a loose object that begins with a header of one's own, under a made-up id.
  package func storeLoose(header: String, _ payload: [UInt8]) throws -> ObjectID {
    let id = try known(String(repeating: "ab", count: 20))
    try write(loosePath(of: id), bytes: Zlib.stored(Array(header.utf8) + payload))
    return id
  }

  /// Writes a pack with a blob that is a delta and would have so many bytes when unfolded.
  package func storeDelta(unfoldingTo size: Int) throws -> ObjectID {
    let base = Array("base\n".utf8)
    // Each step copies the base's first byte: the bytes that are promised never come.
    let delta = Varint.delta(base.count) + Varint.delta(size) + [0x90, 1]
    var pack = Array("PACK".utf8) + bigEndian(2) + bigEndian(2)
    let baseStart = pack.count
    pack += [0x30 | UInt8(base.count)] + Zlib.stored(base)
    let deltaStart = pack.count
    pack += [0x60 | UInt8(delta.count)] + [UInt8(deltaStart - baseStart)] + Zlib.stored(delta)
    let trailer = [UInt8](repeating: 7, count: 20)
    pack += trailer

    let ids = [[UInt8](repeating: 0x11, count: 20), [UInt8](repeating: 0x22, count: 20)]
    var index: [UInt8] = [0xFF, 0x74, 0x4F, 0x63] + bigEndian(2)
    for first in 0..<256 { index += bigEndian(ids.count { Int($0[0]) <= first }) }
    index += ids.flatMap(\.self) + bigEndian(0) + bigEndian(0)
    index += bigEndian(baseStart) + bigEndian(deltaStart)
    index += trailer + trailer
    let name = ".git/objects/pack/pack-\(String(repeating: "07", count: 20))"
    try write("\(name).pack", bytes: pack)
    try write("\(name).idx", bytes: index)
    return try known(String(repeating: "22", count: 20))
  }

  private func known(_ hex: String) throws -> ObjectID {
    guard let id = ObjectID(hex: hex) else { throw UnexpectedOutput(text: hex) }
    return id
  }

  private func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}

extension OddEntry {
  package static func bytes(of entries: [OddEntry]) -> [UInt8] {
    entries.flatMap { Array("\($0.mode) ".utf8) + $0.name + [0] + $0.id.raw }
  }
}

/// The one form of zlib's that needs no compression.
private enum Zlib {
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let count = bytes.count
    let low = UInt8(count & 255)
    let high = UInt8(count >> 8)
    var first: UInt32 = 1
    var second: UInt32 = 0
    for byte in bytes {
      first = (first + UInt32(byte)) % 65_521
      second = (second + first) % 65_521
    }
    let sum = second << 16 | first
    return [0x78, 0x01, 0x01, low, high, ~low, ~high] + bytes
      + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
  }
}

private enum Varint {
  /// Seven bits a byte, the lowest first, as deltas write their sizes.
  static func delta(_ number: Int) -> [UInt8] {
    var rest = number
    var bytes: [UInt8] = []
    repeat {
      bytes.append(UInt8(rest & 127) | (rest > 127 ? 128 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }
}
