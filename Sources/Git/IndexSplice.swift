import Glibc

/// Puts changed entries into an index on the way from one file to another.
struct IndexSplice {
  /// Sorted by path.
  let edits: [(path: RepoPath, edit: IndexDraft.Edit)]
  /// How many entries the new file has.
  let count: Int
  /// The folders whose tree is another one now.
  let touched: Set<RepoPath?>
  /// When the old file was written, in seconds since 1970; nil where there was none.
  let written: Int64?
  let worktree: Worktree?

  private var version: UInt32 = 2
  private var nextEdit = 0
  /// How many more files are read to find out whether they are what their entry says.
  private var budget = 5000

  init(
    edits: [(path: RepoPath, edit: IndexDraft.Edit)],
    count: Int,
    touched: Set<RepoPath?>,
    written: Int64?,
    worktree: Worktree?
  ) {
    self.edits = edits
    self.count = count
    self.touched = touched
    self.written = written
    self.worktree = worktree
  }

  /// Writes the whole file.
  mutating func write(
    _ old: IndexFile?,
    to descriptor: borrowing Descriptor
  ) throws(GitError) {
    var output = IndexOutput()
    guard let old else {
      begin(&output, version: 2)
      while nextEdit < edits.count { try writeEdit(&output, descriptor) }
      return try output.finish(descriptor)
    }
    var cursor = try IndexCursor(old)
    begin(&output, version: cursor.version)
    while try cursor.next() {
      while let order = order(of: cursor), order < 0 { try writeEdit(&output, descriptor) }
      // What is edited is written when its turn has come, without all that stood there.
      if order(of: cursor) != 0 { try copy(cursor, &output, descriptor) }
    }
    while nextEdit < edits.count { try writeEdit(&output, descriptor) }
    while let (name, range) = try cursor.nextExtension() {
      try cursor.load(range)
      let bytes = cursor.bytes[range]
      switch name {
      case "TREE":
        if let trees = IndexTrees.bytes(bytes, without: touched) {
          output.addExtension(name, trees)
        }
      // What was resolved, and libgit2's names of conflicts. All others tell of the file as it was.
      case "REUC", "NAME": output.addExtension(name, Array(bytes))
      default: break
      }
      try output.flush(to: descriptor, beyond: IndexOutput.limit)
    }
    if let flaw = cursor.flaw { throw flaw }
    try output.finish(descriptor)
  }

  private mutating func begin(_ output: inout IndexOutput, version old: UInt32) {
    // Version 2 has no room for what a sparse checkout says of an entry.
    let isExtended = edits.contains { $0.edit.merged?.isSkipWorktree == true }
    version = old == 2 && isExtended ? 3 : old
    output.add("DIRC".utf8)
    output.add(version)
    output.add(UInt32(count))
  }

  /// Below, at or above 0 as the next edit sorts against the present entry; nil where none is left.
  private func order(of cursor: borrowing IndexCursor) -> Int? {
    guard nextEdit < edits.count else { return nil }
    return cursor.withName { name in
      edits[nextEdit].path.bytes.withUnsafeBytes { compareBytes($0, name) }
    }
  }

  /// Writes the next edit's entries; a removal has none.
  private mutating func writeEdit(
    _ output: inout IndexOutput,
    _ descriptor: borrowing Descriptor
  ) throws(GitError) {
    let (path, edit) = edits[nextEdit]
    nextEdit += 1
    for (stage, entry) in edit.entries {
      var fixed = fixedPart(entry, stage, edit.file, path)
      smudge(&fixed, path.bytes, entry.id)
      output.addEntry(fixed, path.bytes, isCompressed: version == 4)
    }
    try output.flush(to: descriptor, beyond: IndexOutput.limit)
  }

  private mutating func copy(
    _ cursor: borrowing IndexCursor,
    _ output: inout IndexOutput,
    _ descriptor: borrowing Descriptor
  ) throws(GitError) {
    let start = cursor.entry.lowerBound
    let isSmudged = isDoubtful(seconds: cursor.number(at: 8), size: cursor.number(at: 36))
    if isSmudged || version == 4 {
      let end = start + (cursor.flags & 0x4000 != 0 ? 64 : 62)
      let name = cursor.withName { Array($0) }
      var fixed = Array(cursor.bytes[start..<end])
      if isSmudged { smudge(&fixed, name, cursor.id) }
      output.addEntry(fixed, name, isCompressed: version == 4)
    } else {
      output.add(cursor.bytes[cursor.entry])
    }
    try output.flush(to: descriptor, beyond: IndexOutput.limit)
  }

  /// The part of an entry before its name.
  private func fixedPart(
    _ entry: IndexDraft.Entry,
    _ stage: Int,
    _ file: WorktreeFile?,
    _ path: RepoPath
  ) -> [UInt8] {
    var numbers = [UInt32](repeating: 0, count: 10)
    // The index has 32 bits for each of these; git cuts them off in the same way.
    if let file {
      numbers = [
        UInt32(truncatingIfNeeded: file.changed.seconds),
        UInt32(truncatingIfNeeded: file.changed.nanoseconds),
        UInt32(truncatingIfNeeded: file.modified.seconds),
        UInt32(truncatingIfNeeded: file.modified.nanoseconds),
        UInt32(truncatingIfNeeded: file.device), UInt32(truncatingIfNeeded: file.inode),
        0, file.user, file.group, UInt32(truncatingIfNeeded: file.size),
      ]
    }
    numbers[6] = entry.mode.rawValue
    var bytes = numbers.flatMap { $0.bigEndianBytes } + entry.id.raw
    let flags =
      UInt16(min(path.bytes.count, 0xfff)) | UInt16(stage) << 12
      | (entry.isSkipWorktree ? 0x4000 : 0)
    bytes += [UInt8(flags >> 8), UInt8(flags & 0xff)]
    if entry.isSkipWorktree { bytes += [0x40, 0] }
    return bytes
  }

  // MARK: - Racy files

  // git takes a file for unchanged when its times are those in the index and older than the index
  // file. A file saved in the very second after `git add` has them too, and only the index file's
  // own age gives it away. A younger index file would hide such a change for ever. So, as git does in
  // this place, the doubtful files are read, and an entry that is not what its file holds gets a size
  // of 0, which makes git look into the file from now on.
  private mutating func smudge(_ fixed: inout [UInt8], _ name: [UInt8], _ id: ObjectID?) {
    let seconds = fixed.number(at: 8)
    let size = fixed.number(at: 36)
    guard isDoubtful(seconds: seconds, size: size) else { return }
    budget -= 1
    if budget >= 0, let id, isTrue(name, id, seconds: seconds, size: size) { return }
    fixed.replaceSubrange(36..<40, with: [0, 0, 0, 0])
  }

  private func isDoubtful(seconds: UInt32, size: UInt32) -> Bool {
    guard let written else { return false }
    return Int64(Int32(bitPattern: seconds)) >= written && size != 0
  }

  /// Whether the file holds what the entry says.
  private func isTrue(_ name: [UInt8], _ id: ObjectID, seconds: UInt32, size: UInt32) -> Bool {
    guard let worktree, let path = RepoPath(name), let file = try? worktree.status(of: path) else {
      return false
    }
    // A file of another size, or of another time, gives itself away.
    guard UInt32(truncatingIfNeeded: file.size) == size,
      UInt32(truncatingIfNeeded: file.modified.seconds) == seconds
    else { return true }
    guard let bytes = try? worktree.readNormalised(path) else { return false }
    return (try? hashBlob(bytes)) == id
  }
}

extension [UInt8] {
  /// Four bytes as the number that they are.
  fileprivate func number(at offset: Int) -> UInt32 {
    self[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
