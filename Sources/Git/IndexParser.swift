/// Reads an index file of version 2, 3 or 4 and keeps the entries that were asked for.
///
/// Nothing is allocated for the others: going over 100,000 of them must not be felt in a hook. The
/// checksum at the end is not verified, as git does not either.
struct IndexParser {
  private(set) var entries: [IndexEntry] = []
  private(set) var hasUnmerged = false

  private let bytes: UnsafeRawBufferPointer
  /// Where the checksum begins.
  private let end: Int
  private let file: String
  private var selection: IndexSelection
  private var version: UInt32 = 0
  private var position = 12
  /// The present name: in place for version 2 and 3, put together in `nameBuffer` for version 4.
  private var nameRange = 0..<0
  private var nameBuffer: [UInt8] = []
  /// Below 0 when the name before sorts before the present one, 0 when it is the same.
  private var orderOfName = -1
  private var previousStage: UInt16 = 0
  // Thrown late: in a split or sparse index odd entries have a meaning, and that it is one of those
  // only shows at the end.
  private var flaw: GitError?

  init(bytes: UnsafeRawBufferPointer, file: String, selection: IndexSelection) {
    self.bytes = bytes
    self.file = file
    self.selection = selection
    end = bytes.count - 20
  }

  mutating func run() throws(GitError) {
    guard end >= 12, bytes.starts(with: "DIRC".utf8) else { throw malformed("it has no header") }
    version = number(at: 4)
    guard (2...4).contains(version) else {
      throw GitError(
        code: .unsupported,
        message: "the index has version \(version), which is not supported",
        function: "index",
        hint: "rewrite it with: git update-index --index-version 4"
      )
    }
    let count = Int(number(at: 8))
    // No entry is shorter, so a hostile count cannot make the loop long.
    guard count <= (end - 12) / 62 else { throw malformed("it is cut off") }
    for _ in 0..<count {
      try readEntry()
    }
    try checkExtensions()
    if let flaw { throw flaw }
  }

  private mutating func readEntry() throws(GitError) {
    let start = position
    guard start + 62 <= end else { throw malformed("it is cut off") }
    let flags = UInt16(bytes[start + 60]) << 8 | UInt16(bytes[start + 61])
    var extended: UInt8 = 0
    var nameStart = start + 62
    if flags & 0x4000 != 0 {
      guard version >= 3, nameStart + 2 <= end else { throw malformed("an entry has odd flags") }
      extended = bytes[nameStart]
      nameStart += 2
    }
    let stage = flags >> 12 & 3
    if stage != 0 { hasUnmerged = true }
    if version == 4 {
      try readCompressedName(at: nameStart)
      checkOrder(stage)
      if nameBuffer.withUnsafeBytes({ selection.takes($0) }) {
        keep(start, nameBuffer, stage: stage, flags: flags, extended: extended)
      }
      return
    }
    try readName(at: nameStart, length: Int(flags & 0xfff), entryStart: start)
    checkOrder(stage)
    let name = UnsafeRawBufferPointer(rebasing: bytes[nameRange])
    if selection.takes(name) {
      keep(start, name, stage: stage, flags: flags, extended: extended)
    }
  }

  private mutating func readName(
    at start: Int,
    length: Int,
    entryStart: Int
  ) throws(GitError) {
    var nameEnd = start + length
    if length == 0xfff {
      // Names that do not fit into twelve bits say so, and end at the first NUL.
      guard nameEnd < end, let zero = bytes[nameEnd..<end].firstIndex(of: 0) else {
        throw malformed("it is cut off")
      }
      nameEnd = zero
    }
    guard nameEnd < end, bytes[nameEnd] == 0 else {
      throw malformed("a name does not end where it should")
    }
    orderOfName = compareBytes(
      UnsafeRawBufferPointer(rebasing: bytes[nameRange]),
      UnsafeRawBufferPointer(rebasing: bytes[start..<nameEnd])
    )
    nameRange = start..<nameEnd
    // One to eight NULs, up to a multiple of eight bytes.
    position = entryStart + (nameEnd - entryStart + 8) / 8 * 8
    guard position <= end else { throw malformed("it is cut off") }
  }

  private mutating func readCompressedName(at start: Int) throws(GitError) {
    var next = start
    var strip = 0
    while true {
      guard next < end, strip < 1 << 24 else { throw malformed("a name is malformed") }
      let byte = bytes[next]
      strip = strip << 7 | Int(byte & 0x7f)
      next += 1
      guard byte & 0x80 != 0 else { break }
      strip += 1
    }
    guard strip <= nameBuffer.count, let zero = bytes[next..<end].firstIndex(of: 0) else {
      throw malformed("a name is malformed")
    }
    let new = UnsafeRawBufferPointer(rebasing: bytes[next..<zero])
    let kept = nameBuffer.count - strip
    // Both names begin with what is kept, so only the rest decides.
    orderOfName = nameBuffer.withUnsafeBytes { old in
      compareBytes(UnsafeRawBufferPointer(rebasing: old[kept...]), new)
    }
    nameBuffer.removeLast(strip)
    nameBuffer.append(contentsOf: new)
    position = zero + 1
  }

  /// Refuses entries out of order: the selection relies on it, and git would refuse them, too.
  private mutating func checkOrder(_ stage: UInt16) {
    if orderOfName > 0 || orderOfName == 0 && previousStage >= stage {
      flaw = flaw ?? malformed("its entries are out of order")
    }
    previousStage = stage
  }

  private mutating func keep(
    _ start: Int,
    _ name: some Collection<UInt8>,
    stage: UInt16,
    flags: UInt16,
    extended: UInt8
  ) {
    let raw = UnsafeRawBufferPointer(rebasing: bytes[(start + 40)..<(start + 60)])
    guard let path = RepoPath(name), let id = ObjectID(raw: raw) else {
      flaw = flaw ?? malformed("'\(printable(name))' is no valid path")
      return
    }
    entries.append(
      IndexEntry(
        path: path,
        mode: FileMode(rawValue: number(at: start + 24)),
        id: id,
        stage: Int(stage),
        isSkipWorktree: extended & 0x40 != 0,
        isAssumeUnchanged: flags & 0x8000 != 0,
        isIntentToAdd: extended & 0x20 != 0,
        stat: IndexEntry.Stat(
          size: number(at: start + 36),
          modifiedSeconds: number(at: start + 8),
          modifiedNanoseconds: number(at: start + 12),
          inode: number(at: start + 20)
        )
      )
    )
  }

  /// Refuses the extensions without which the entries do not mean what they say.
  private func checkExtensions() throws(GitError) {
    var next = position
    while next + 8 <= end {
      let name = printable(bytes[next..<(next + 4)])
      let isOptional = bytes[next] >= UInt8(ascii: "A") && bytes[next] <= UInt8(ascii: "Z")
      guard isOptional else {
        throw GitError(
          code: .unsupported,
          message: "unsupported mandatory extension: '\(name)'",
          function: "index"
        )
        .explained
      }
      let (size, overflows) = (next + 8).addingReportingOverflow(Int(number(at: next + 4)))
      guard !overflows, size <= end else { throw malformed("an extension is cut off") }
      next = size
    }
    guard next == end else { throw malformed("it does not end where it should") }
  }

  private func number(at offset: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  private func malformed(_ reason: String) -> GitError {
    GitError(
      code: .corrupt,
      message: "the index '\(file)' is malformed: \(reason)",
      function: "index",
      hint: "move it away, then build it anew from the last commit with: git reset"
    )
  }
}
