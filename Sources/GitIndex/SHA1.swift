/// The SHA-1 of bytes that come piece by piece, as it stands at the end of git's own files.
///
/// libgit2 hashes objects only. Whoever can write an index needs no collision to do harm, so that none
/// is looked for here.
package struct SHA1: ~Copyable {
  private var state: (UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0
  )
  private var length = 0
  private let schedule = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 80)
  /// What does not fill a block yet.
  private var rest: [UInt8] = []

  package init() {}

  deinit {
    schedule.deallocate()
  }

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
      block.withUnsafeBytes { process($0, at: 0) }
    }
    while start + 64 <= bytes.count {
      process(bytes, at: start)
      start += 64
    }
    rest += bytes[start...]
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
    return [state.0, state.1, state.2, state.3, state.4].flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  private mutating func process(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    let words = schedule
    for index in 0..<16 {
      words[index] = UInt32(
        bigEndian: bytes.loadUnaligned(fromByteOffset: start + index * 4, as: UInt32.self)
      )
    }
    for index in 16..<80 {
      let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
      words[index] = mixed.rotated(1)
    }
    var (a, b, c, d, e) = state
    for index in 0..<80 {
      let mixed: UInt32
      switch index {
      case ..<20: mixed = (d ^ (b & (c ^ d))) &+ 0x5A82_7999
      case ..<40: mixed = (b ^ c ^ d) &+ 0x6ED9_EBA1
      case ..<60: mixed = ((b & c) | (d & (b | c))) &+ 0x8F1B_BCDC
      default: mixed = (b ^ c ^ d) &+ 0xCA62_C1D6
      }
      let next = a.rotated(5) &+ mixed &+ e &+ words[index]
      (e, d, c, b, a) = (d, c, b.rotated(30), a, next)
    }
    state = (
      state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e
    )
  }
}

extension UInt32 {
  @inline(__always)
  fileprivate func rotated(_ bits: UInt32) -> UInt32 { self << bits | self >> (32 - bits) }
}
