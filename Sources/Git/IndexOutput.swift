/// An index file as it is written: what waits to be written, and the checksum of it all.
struct IndexOutput: ~Copyable {
  /// So many bytes may wait.
  static let limit = 128 << 10

  private var waiting: [UInt8] = []
  private var checksum = SHA1()
  /// The last name, which the next one may be told by (version 4).
  private var lastName: [UInt8] = []

  init() {
    waiting.reserveCapacity(IndexOutput.limit + 8192)
  }

  mutating func add(_ bytes: some Collection<UInt8>) { waiting += bytes }

  mutating func add(_ bytes: UnsafeRawBufferPointer) { waiting += bytes }

  mutating func add(_ number: UInt32) { waiting += number.bigEndianBytes }

  /// Adds an entry: the part before its name, and the name.
  mutating func addEntry(_ fixed: [UInt8], _ name: [UInt8], isCompressed: Bool) {
    waiting += fixed
    guard isCompressed else {
      waiting += name
      // One to eight NULs, up to a multiple of eight bytes.
      let size = fixed.count + name.count
      waiting += [UInt8](repeating: 0, count: 8 - size % 8)
      return
    }
    var common = 0
    while common < min(name.count, lastName.count), name[common] == lastName[common] {
      common += 1
    }
    // How much of the last name goes, seven bits a byte, each but the last one off by one.
    var strip = lastName.count - common
    var digits = [UInt8(strip & 0x7f)]
    strip >>= 7
    while strip > 0 {
      strip -= 1
      digits.append(UInt8(strip & 0x7f) | 0x80)
      strip >>= 7
    }
    waiting += digits.reversed()
    waiting += name[common...]
    waiting.append(0)
    lastName = name
  }

  /// Adds an extension.
  mutating func addExtension(_ name: String, _ bytes: [UInt8]) {
    add(name.utf8)
    add(UInt32(bytes.count))
    add(bytes)
  }

  /// Writes what waits, where it is more than this many bytes.
  mutating func flush(
    to descriptor: borrowing Descriptor,
    beyond limit: Int
  ) throws(GitError) {
    guard waiting.count > limit else { return }
    waiting.withUnsafeBytes { checksum.update($0) }
    try descriptor.writeAll(waiting, "index.lock")
    waiting.removeAll(keepingCapacity: true)
  }

  /// Writes the rest and the checksum.
  consuming func finish(_ descriptor: borrowing Descriptor) throws(GitError) {
    try flush(to: descriptor, beyond: 0)
    try descriptor.writeAll(checksum.finish(), "index.lock")
  }
}

extension UInt32 {
  /// The four bytes, the highest first, as all numbers of an index.
  var bigEndianBytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> UInt32($0)) }
  }
}
