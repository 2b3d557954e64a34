/// Goes over an index file of version 2, 3 or 4, entry by entry and then extension by extension.
///
/// Nothing is allocated for an entry: going over 100,000 of them must not be felt in a hook.
package struct IndexCursor: ~Copyable {
  package let version: UInt32
  /// How many entries the header promises.
  package let count: Int
  /// The file; what the present entry or extension covers is loaded.
  package private(set) var bytes: IndexWindow
  /// Where the present entry lies in the file.
  package private(set) var entry = 0..<0
  package private(set) var flags: UInt16 = 0
  /// The upper half of the extended flags.
  private(set) var extended: UInt8 = 0
  /// Why the index can't be relied on, once that shows.
  ///
  /// Told late: in a split or sparse index odd entries have a meaning, and that it is one of those only
  /// shows at the end.
  package var flaw: GitError?

  /// Where the checksum begins.
  private let end: Int
  private var position = 12
  private var left: Int
  /// The present name: in place for version 2 and 3, put together in `nameBuffer` for version 4.
  private var nameRange = 0..<0
  private var nameBuffer: [UInt8] = []
  /// Below 0 when the name before sorts before the present one, 0 when it is the same.
  private var orderOfName = -1
  private var previousStage: UInt16 = 0

  /// No entry needs more bytes than this; git has no names that come near.
  private static let reach = 64 << 10

  /// Reads the header.
  ///
  /// - Throws: `.corrupt`, `.unsupported` for another version, `.system`.
  package init(_ file: IndexFile) throws(GitError) {
    var bytes = IndexWindow(file)
    let (version, count) = try IndexCursor.header(&bytes)
    // No entry is shorter, so a hostile count cannot make the loop long.
    guard count <= (file.size - 32) / 62 else { throw file.malformed("it is cut off") }
    self.init(bytes, version: version, count: count)
  }

  private init(_ bytes: consuming IndexWindow, version: UInt32, count: Int) {
    self.version = version
    self.count = count
    left = count
    end = bytes.file.size - 20
    self.bytes = bytes
  }

  private static func header(
    _ bytes: inout IndexWindow
  ) throws(GitError) -> (version: UInt32, count: Int) {
    let size = bytes.file.size
    guard size >= 32 else { throw bytes.file.malformed("it has no header") }
    try bytes.load(0..<12)
    guard bytes[0..<4].elementsEqual("DIRC".utf8) else {
      throw bytes.file.malformed("it has no header")
    }
    let version = bytes.number(at: 4)
    guard (2...4).contains(version) else {
      throw GitError(
        code: .unsupported,
        message: "the index has version \(version), which is not supported",
        function: "index",
        hint: "rewrite it with: git update-index --index-version 4"
      )
    }
    return (version, Int(bytes.number(at: 8)))
  }

  /// 0; of an unmerged path 1 (base), 2 (ours) and 3 (theirs).
  var stage: Int { Int(flags >> 12 & 3) }

  /// Lends the name of the present entry.
  package func withName<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    version == 4 ? nameBuffer.withUnsafeBytes { body($0) } : body(bytes[nameRange])
  }

  /// A number of the present entry, by its place in it.
  package func number(at offset: Int) -> UInt32 { bytes.number(at: entry.lowerBound + offset) }

  /// `git add --intent-to-add`: the path is known, the content is not staged.
  var isIntentToAdd: Bool { extended & 0x20 != 0 }

  /// Lends the twenty bytes of the present entry's id.
  func withID<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(bytes[(entry.lowerBound + 40)..<(entry.lowerBound + 60)])
  }

  /// The id of the present entry.
  package var id: ObjectID? {
    ObjectID(raw: bytes[(entry.lowerBound + 40)..<(entry.lowerBound + 60)])
  }

  /// Goes to the next entry; false where there is none.
  ///
  /// - Throws: `.corrupt`, `.system`.
  package mutating func next() throws(GitError) -> Bool {
    guard left > 0 else { return false }
    left -= 1
    let start = position
    // The name before is compared with the present one where it stands.
    let kept = version == 4 || nameRange.isEmpty ? start : nameRange.lowerBound
    try bytes.load(kept..<min(start + IndexCursor.reach, bytes.file.size))
    let end = min(end, start + IndexCursor.reach)
    guard start + 62 <= end else { throw bytes.malformed("it is cut off") }
    flags = UInt16(bytes[start + 60]) << 8 | UInt16(bytes[start + 61])
    extended = 0
    var nameStart = start + 62
    if flags & 0x4000 != 0 {
      guard version >= 3, nameStart + 2 <= end else {
        throw bytes.malformed("an entry has odd flags")
      }
      extended = bytes[nameStart]
      nameStart += 2
    }
    if version == 4 {
      try readCompressedName(at: nameStart, end: end)
    } else {
      try readName(at: nameStart, entryStart: start, end: end)
    }
    entry = start..<position
    checkOrder()
    return true
  }

  private mutating func readName(
    at start: Int,
    entryStart: Int,
    end: Int
  ) throws(GitError) {
    let length = Int(flags & 0xfff)
    var nameEnd = start + length
    if length == 0xfff {
      // Names that do not fit into twelve bits say so, and end at the first NUL.
      guard nameEnd < end, let zero = bytes.zero(in: nameEnd..<end) else {
        throw bytes.malformed("it is cut off")
      }
      nameEnd = zero
    }
    guard nameEnd < end, bytes[nameEnd] == 0 else {
      throw bytes.malformed("a name does not end where it should")
    }
    orderOfName = nameRange.isEmpty ? -1 : compareBytes(bytes[nameRange], bytes[start..<nameEnd])
    nameRange = start..<nameEnd
    // One to eight NULs, up to a multiple of eight bytes.
    position = entryStart + (nameEnd - entryStart + 8) / 8 * 8
    guard position <= end else { throw bytes.malformed("it is cut off") }
  }

  private mutating func readCompressedName(at start: Int, end: Int) throws(GitError) {
    var next = start
    var strip = 0
    while true {
      guard next < end, strip < 1 << 24 else { throw bytes.malformed("a name is malformed") }
      let byte = bytes[next]
      strip = strip << 7 | Int(byte & 0x7f)
      next += 1
      guard byte & 0x80 != 0 else { break }
      strip += 1
    }
    guard strip <= nameBuffer.count, let zero = bytes.zero(in: next..<end) else {
      throw bytes.malformed("a name is malformed")
    }
    let new = bytes[next..<zero]
    let kept = nameBuffer.count - strip
    // Both names begin with what is kept, so only the rest decides.
    orderOfName = nameBuffer.withUnsafeBytes { old in
      compareBytes(UnsafeRawBufferPointer(rebasing: old[kept...]), new)
    }
    nameBuffer.removeLast(strip)
    nameBuffer.append(contentsOf: new)
    position = zero + 1
  }

  /// Refuses entries out of order: whoever goes along relies on it, and git would refuse them, too.
  private mutating func checkOrder() {
    let stage = flags >> 12 & 3
    if orderOfName > 0 || orderOfName == 0 && previousStage >= stage {
      flaw = flaw ?? bytes.malformed("its entries are out of order")
    }
    previousStage = stage
  }

  /// Goes to the next extension behind the entries; its name and where it lies, without its header.
  ///
  /// - Throws: `.unsupported` for one without which the entries do not mean what they say, `.corrupt`,
  ///   `.system`.
  package mutating func nextExtension() throws(GitError) -> (name: String, range: Range<Int>)? {
    guard position + 8 <= end else {
      guard position == end else { throw bytes.malformed("it does not end where it should") }
      return nil
    }
    let start = position + 8
    try bytes.load(position..<start)
    let name = printable(Array(bytes[position..<(position + 4)]))
    guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[position]) else {
      throw GitError(
        code: .unsupported,
        message: "unsupported mandatory extension: '\(name)'",
        function: "index"
      )
      .explained
    }
    let size = Int(bytes.number(at: position + 4))
    guard size <= end - start else { throw bytes.malformed("an extension is cut off") }
    position = start + size
    return (name, start..<position)
  }

  /// Loads a stretch of the file, as of an extension.
  package mutating func load(_ range: Range<Int>) throws(GitError) { try bytes.load(range) }
}
