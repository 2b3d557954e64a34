import Clibgit2
import Glibc
package import SystemPackage

/// A new index in the making: what the index file held, and changes of single entries.
///
/// It works on a copy, so nothing happens to the index file itself; the caller holds its lock and
/// puts the bytes there. Entries that are not named keep all their bits.
package final class IndexDraft {
  /// An entry as it stands in the index.
  package struct Entry: Hashable, Sendable {
    package let mode: FileMode
    package let id: ObjectID
    /// The file is outside the sparse checkout and not in the work tree.
    package let isSkipWorktree: Bool
    /// The person told git not to look at the file.
    package let isAssumeUnchanged: Bool
    /// `git add --intent-to-add`: the path is known, the content is not staged.
    package let isIntentToAdd: Bool

    /// What a scan of the index saw.
    package init(_ entry: IndexEntry) {
      self.init(
        mode: entry.mode,
        id: entry.id,
        isSkipWorktree: entry.isSkipWorktree,
        isAssumeUnchanged: entry.isAssumeUnchanged,
        isIntentToAdd: entry.isIntentToAdd
      )
    }

    init(
      mode: FileMode,
      id: ObjectID,
      isSkipWorktree: Bool,
      isAssumeUnchanged: Bool,
      isIntentToAdd: Bool
    ) {
      self.mode = mode
      self.id = id
      self.isSkipWorktree = isSkipWorktree
      self.isAssumeUnchanged = isAssumeUnchanged
      self.isIntentToAdd = isIntentToAdd
    }
  }

  private let copy: FilePath
  private let handle: Handle
  private let worktree: Worktree?
  /// When the index file was written, in seconds since 1970; nil where there was none.
  private let written: Int64?

  /// Reads the index file as it is now; a missing one is an empty index.
  ///
  /// - Parameters:
  ///   - indexFile: The index.
  ///   - copy: Where the working copy may stand; it is removed at the end.
  ///   - worktree: The files that the entries speak of.
  /// - Throws: `.unsupported` for what libgit2 1.5 cannot serve (split, sparse, without checksum),
  ///   `.corrupt`, `.system`.
  package init(
    of indexFile: FilePath,
    copy: FilePath,
    worktree: Worktree?
  ) throws(GitError) {
    try check("git_libgit2_init", Libgit2.started)
    self.copy = copy
    self.worktree = worktree
    written = try IndexDraft.duplicate(indexFile, to: copy)
    do throws(GitError) {
      handle = try Handle("git_index_open", freeing: git_index_free) {
        git_index_open(&$0, copy.string)
      }
    } catch {
      _ = copy.withPlatformString { unlink($0) }
      throw error.explained
    }
  }

  deinit {
    _ = copy.withPlatformString { unlink($0) }
  }

  /// The entry at `path`; nil where there is none or it is unmerged.
  package func entry(at path: RepoPath) -> Entry? {
    handle.lend { index in
      guard let entry = git_index_get_bypath(index, path.systemPath, 0)?.pointee else { return nil }
      let extended = UInt32(entry.flags_extended)
      return Entry(
        mode: FileMode(rawValue: entry.mode),
        id: ObjectID(entry.id),
        isSkipWorktree: extended & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0,
        isAssumeUnchanged: entry.flags & IndexDraft.assumeValid != 0,
        isIntentToAdd: extended & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0
      )
    }
  }

  /// Whether a merge has left several versions of some path.
  package var hasConflicts: Bool {
    handle.lend { git_index_has_conflicts($0) == 1 }
  }

  /// Adds or replaces an entry.
  ///
  /// The file is what the system says of one with exactly this content; nil makes git look into it the
  /// next time.
  ///
  /// - Throws: `.exists` where the path is a folder of other entries or below one, `.generic`.
  package func put(
    _ path: RepoPath,
    _ mode: FileMode,
    _ id: ObjectID,
    _ file: WorktreeFile?,
    isSkipWorktree: Bool = false
  ) throws(GitError) {
    let old = entry(at: path)
    if old == nil, let other = clash(at: path) {
      throw GitError(
        code: .exists,
        message: "'\(path)' cannot be staged: the index holds '\(other)'",
        function: "git_index_add"
      )
    }
    try handle.lend { index throws(GitError) in
      let name = path.systemPath
      let result = name.withUnsafeBufferPointer { name in
        var entry = git_index_entry()
        entry.path = name.baseAddress
        entry.mode = mode.rawValue
        entry.id = id.oid
        if isSkipWorktree || old?.isSkipWorktree == true {
          entry.flags_extended = UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue)
        }
        if let file { entry.copy(file) }
        return git_index_add(index, &entry)
      }
      try check("git_index_add", result)
    }
  }

  /// Removes an entry; none being there is fine.
  package func remove(_ path: RepoPath) throws(GitError) {
    guard entry(at: path) != nil else { return }
    try handle.lend { index throws(GitError) -> Void in
      try check("git_index_remove", git_index_remove(index, path.systemPath, 0))
    }
  }

  /// The bytes of the index file with all changes, in the version that it had.
  ///
  /// - Throws: `.generic` with libgit2's words, `.system`.
  package func bytes() throws(GitError) -> [UInt8] {
    smudge()
    try handle.lend { index throws(GitError) -> Void in
      try check("git_index_write", git_index_write(index))
    }
    let raw = copy.withPlatformString { open($0, O_RDONLY | O_CLOEXEC) }
    guard raw >= 0 else { throw systemError("cannot read '\(copy)'", errno, function: "open") }
    return try Descriptor(raw).readAll(copy.string, limit: .max)
  }

  /// An entry that `path` as a file would push out: one of its parents, or something below it.
  package func clash(at path: RepoPath) -> RepoPath? {
    handle.lend { index in
      var parent = path.parent
      while let folder = parent {
        if git_index_get_bypath(index, folder.systemPath, 0) != nil { return folder }
        parent = folder.parent
      }
      var position = 0
      let prefix = path.systemPath.dropLast() + Array("/".utf8CString)
      guard git_index_find_prefix(&position, index, prefix) == 0 else {
        git_error_clear()
        return nil
      }
      guard let entry = git_index_get_byindex(index, position) else { return nil }
      return RepoPath(String(cString: entry.pointee.path))
    }
  }

  private static let assumeValid: UInt16 = 0x8000

  /// Copies the index file; the time of its last change in seconds, nil where there is none.
  private static func duplicate(_ from: FilePath, to copy: FilePath) throws(GitError) -> Int64? {
    let raw = from.withPlatformString { open($0, O_RDONLY | O_CLOEXEC) }
    guard raw >= 0 else {
      if errno == ENOENT { return nil }
      throw systemError("cannot read '\(from)'", errno, function: "open")
    }
    let index = Descriptor(raw)
    let file = try index.status(from.string)
    let bytes = try index.readAll(from.string, limit: .max)
    let new = copy.withPlatformString {
      open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    guard new >= 0 else { throw systemError("cannot write '\(copy)'", errno, function: "open") }
    let descriptor = Descriptor(new)
    do throws(GitError) {
      try descriptor.writeAll(bytes, copy.string)
      try descriptor.closeChecked(copy.string)
    } catch {
      _ = copy.withPlatformString { unlink($0) }
      throw error
    }
    return file.modified.seconds
  }

  // git takes a file for unchanged when its times are those in the index and older than the index
  // file. A file saved in the very second after `git add` has them too, and only the index file's
  // own age gives it away. A younger index file would hide such a change for ever. So, as git does in
  // this place, the doubtful files are read, and an entry that is not what its file holds gets a size
  // of 0, which makes git look into the file from now on.
  private func smudge() {
    guard let written else { return }
    var budget = 5000
    handle.lend { index in
      for position in 0..<git_index_entrycount(index) {
        guard let entry = git_index_get_byindex(index, position) else { continue }
        let isDoubtful = Int64(entry.pointee.mtime.seconds) >= written
        guard isDoubtful, entry.pointee.file_size != 0 else { continue }
        budget -= 1
        if budget >= 0, isTrue(entry.pointee) { continue }
        UnsafeMutablePointer(mutating: entry).pointee.file_size = 0
      }
    }
  }

  /// Whether the file holds what the entry says.
  private func isTrue(_ entry: git_index_entry) -> Bool {
    guard let worktree, let path = RepoPath(String(cString: entry.path)),
      let file = try? worktree.status(of: path)
    else { return false }
    // A file of another size, or of another time, gives itself away.
    guard UInt32(truncatingIfNeeded: file.size) == entry.file_size,
      Int32(truncatingIfNeeded: file.modified.seconds) == entry.mtime.seconds
    else { return true }
    guard let bytes = try? worktree.readNormalised(path), let id = try? hashBlob(bytes) else {
      return false
    }
    return id == ObjectID(entry.id)
  }
}

extension git_index_entry {
  // The index has 32 bits for each of these; git cuts them off in the same way.
  fileprivate mutating func copy(_ file: WorktreeFile) {
    ctime.seconds = Int32(truncatingIfNeeded: file.changed.seconds)
    ctime.nanoseconds = UInt32(truncatingIfNeeded: file.changed.nanoseconds)
    mtime.seconds = Int32(truncatingIfNeeded: file.modified.seconds)
    mtime.nanoseconds = UInt32(truncatingIfNeeded: file.modified.nanoseconds)
    dev = UInt32(truncatingIfNeeded: file.device)
    ino = UInt32(truncatingIfNeeded: file.inode)
    uid = file.user
    gid = file.group
    file_size = UInt32(truncatingIfNeeded: file.size)
  }
}
