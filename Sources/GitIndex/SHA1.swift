import CSHA1

/// The SHA-1 of bytes that come piece by piece, as it stands at the end of git's own files.
///
/// libgit2 hashes objects only, and slowly, since it looks for collisions. Whoever can write an index needs no collision to do harm, so that none
/// is looked for here.
package struct SHA1: ~Copyable {
  private var state: [UInt32] = [
    0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0,
  ]
  private var length = 0
  /// What does not fill a block yet.
  private var rest: [UInt8] = []

  package init() {}

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length += bytes.count
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest += bytes[..<start]
      guard rest.count == 64 else { return }
      let block = rest
      rest = []
      block.withUnsafeBytes { process($0) }
    }
    let end = start + (bytes.count - start) / 64 * 64
    process(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    rest += bytes[end...]
  }

  /// The 20 bytes of the sum of all that was added.
  package consuming func finish() -> [UInt8] {
    let bits = UInt64(length) * 8
    let zeros = (119 - length % 64) % 64
    var end: [UInt8] = [0x80] + [UInt8](repeating: 0, count: zeros)
    for shift in stride(from: 56, through: 0, by: -8) {
      end.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    end.withUnsafeBytes { update($0) }
    return state.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  /// Takes whole blocks.
  private mutating func process(_ blocks: UnsafeRawBufferPointer) {
    guard let start = blocks.bindMemory(to: UInt8.self).baseAddress else { return }
    agentsync_sha1_blocks(&state, start, blocks.count / 64)
  }
}
