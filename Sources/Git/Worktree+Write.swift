import Clibgit2
import Glibc

extension Worktree {
  /// What a path must hold for a write to go ahead.
  package enum Expected: Hashable, Sendable {
    case absent
    /// This very file, with these bytes.
    case file(WorktreeFile, [UInt8])
  }

  /// A change of one path that is ready to be put in its place.
  ///
  /// After `put` the old file stands at the temporary name, until `finish` or `restore`.
  package struct Prepared: Hashable, Sendable {
    package let path: RepoPath
    /// Beside `path`.
    package let temporary: RepoPath
    /// The new file; nil for a removal.
    package fileprivate(set) var new: WorktreeFile?
    package let expected: Expected
    /// The folders that were made for it, outermost first.
    package fileprivate(set) var createdFolders: [RepoPath] = []
  }

  /// Writes the bytes to a temporary file beside `path`; `synchronize` must follow before `put`.
  ///
  /// A file that is there keeps its permissions but for the executable bit, and its owner where the
  /// system lets us; a new one gets 0666 or 0777 less the umask.
  ///
  /// - Throws: `.notPlainFile`, `.system`; nothing is left behind then but new folders.
  package func prepare(
    _ bytes: [UInt8],
    for path: RepoPath,
    isExecutable: Bool,
    temporary name: String,
    expecting expected: Expected
  ) throws(GitError) -> Prepared {
    var change = try self.prepared(path, temporary: name, expecting: expected)
    let folder = try makeFolder(path.parent, created: &change.createdFolders)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let raw = openat(folder.raw, change.temporary.systemName, flags, isExecutable ? 0o777 : 0o666)
    guard raw >= 0 else {
      let number = errno
      removeFolders(change.createdFolders)
      throw systemError("cannot write '\(path)'", number, function: "openat")
    }
    do {
      change.new = try fill(Descriptor(raw), with: bytes, isExecutable, for: change)
    } catch {
      unlinkat(folder.raw, change.temporary.systemName, 0)
      removeFolders(change.createdFolders)
      throw error
    }
    return change
  }

  /// Waits until the temporary files of all changes are on the disk.
  ///
  /// Once for many is many times quicker than for each at once: what the first makes the file system
  /// write out holds most of the others.
  ///
  /// - Throws: `.system`.
  package func synchronize(_ changes: [Prepared]) throws(GitError) {
    for change in changes where change.new != nil {
      guard let folder = try openFolder(change.path.parent) else { continue }
      let raw = openat(folder.raw, change.temporary.systemName, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard raw >= 0 else {
        throw systemError("cannot write '\(change.path)'", errno, function: "openat")
      }
      try Descriptor(raw).synchronize(change.path.string)
    }
  }

  /// Describes the removal of the file at `path`; nothing is touched before `put`.
  package func prepareRemoval(
    of path: RepoPath,
    temporary name: String,
    expecting expected: Expected
  ) throws(GitError) -> Prepared {
    try prepared(path, temporary: name, expecting: expected)
  }

  private func prepared(
    _ path: RepoPath,
    temporary name: String,
    expecting expected: Expected
  ) throws(GitError) -> Prepared {
    guard let temporary = path.parent.map({ $0.appending(name) }) ?? RepoPath(name) else {
      preconditionFailure("BUG: a temporary name is one component")
    }
    if case .file(let file, _) = expected {
      // None at all has a file that was replaced while it was being read; `put` finds that out.
      guard file.kind == .file, file.linkCount <= 1 else { throw notPlainFile(path, file.kind) }
    }
    return Prepared(path: path, temporary: temporary, expected: expected)
  }

  private func fill(
    _ descriptor: consuming Descriptor,
    with bytes: [UInt8],
    _ isExecutable: Bool,
    for change: Prepared
  ) throws(GitError) -> WorktreeFile {
    let name = change.path.string
    try descriptor.writeAll(bytes, name)
    if case .file(let old, _) = change.expected {
      // Only the superuser may give files away; whoever can't keeps the new file as his own.
      _ = fchown(descriptor.raw, old.user, old.group)
      guard fchmod(descriptor.raw, old.permissions(isExecutable: isExecutable)) == 0 else {
        throw systemError("cannot write '\(name)'", errno, function: "fchmod")
      }
    }
    let file = try descriptor.status(name)
    try descriptor.closeChecked(name)
    return file
  }

  /// Puts a prepared change in its place, in one step, if the path still holds what was expected.
  ///
  /// - Throws: `.modified` where it holds something else, which is then left as it was;
  ///   `.notPlainFile`, `.system`.
  package func put(_ change: Prepared) throws(GitError) {
    guard let folder = try openFolder(change.path.parent) else {
      throw modified(change.path)
    }
    let path = change.path.systemName
    let temporary = change.temporary.systemName
    changedFolders.insert(change.path.parent)
    switch (change.expected, change.new) {
    case (.absent, nil): break
    case (.absent, _): try moveExclusively(temporary, to: path, in: folder, change.path)
    case (.file(let file, let bytes), let new):
      try confirm(file, bytes, at: path, in: folder, change.path)
      if new == nil {
        try moveExclusively(path, to: temporary, in: folder, change.path)
      } else {
        try exchange(temporary, path, in: folder, change.path)
      }
      // Between the look and the exchange somebody may have saved: then his file goes back.
      do throws(GitError) {
        try confirm(file, bytes, at: temporary, in: folder, change.path)
      } catch {
        if new == nil {
          try moveExclusively(temporary, to: path, in: folder, change.path)
        } else {
          try exchange(temporary, path, in: folder, change.path)
        }
        throw error
      }
    }
  }

  private func confirm(
    _ file: WorktreeFile,
    _ bytes: [UInt8],
    at name: SystemName,
    in folder: borrowing Descriptor,
    _ path: RepoPath
  ) throws(GitError) {
    guard let found = try read(name, in: folder, path) else { throw modified(path) }
    guard found.file.linkCount <= 1 else { throw notPlainFile(path, .file) }
    guard found.file.isSameContent(as: file), found.bytes == bytes else { throw modified(path) }
  }

  private func modified(_ path: RepoPath) -> GitError {
    GitError(
      code: .modified,
      message: "'\(path)' changed while it was worked on",
      function: "renameat2",
      hint: "run the command again"
    )
  }

  private func moveExclusively(
    _ from: SystemName,
    to: SystemName,
    in folder: borrowing Descriptor,
    _ path: RepoPath
  ) throws(GitError) {
    if agentsync_rename_exclusive(folder.raw, from, to) == 0 { return }
    if errno == EEXIST { throw modified(path) }
    guard errno == EINVAL || errno == ENOSYS || errno == EPERM else {
      throw systemError("cannot write '\(path)'", errno, function: "renameat2")
    }
    // A link is as exclusive; the file has two names for a moment.
    guard linkat(folder.raw, from, folder.raw, to, 0) == 0 else {
      if errno == EEXIST { throw modified(path) }
      throw systemError("cannot write '\(path)'", errno, function: "linkat")
    }
    unlinkat(folder.raw, from, 0)
  }

  private func exchange(
    _ one: SystemName,
    _ other: SystemName,
    in folder: borrowing Descriptor,
    _ path: RepoPath
  ) throws(GitError) {
    if agentsync_rename_exchange(folder.raw, one, other) == 0 { return }
    guard errno == EINVAL || errno == ENOSYS || errno == EPERM else {
      throw systemError("cannot write '\(path)'", errno, function: "renameat2")
    }
    // Without the exchange: a second name keeps the old file while the new one takes its place.
    let kept = one.dropLast() + Array("-old".utf8CString)
    guard linkat(folder.raw, other, folder.raw, kept, 0) == 0 else {
      throw systemError("cannot write '\(path)'", errno, function: "linkat")
    }
    guard renameat(folder.raw, one, folder.raw, other) == 0 else {
      let number = errno
      unlinkat(folder.raw, kept, 0)
      throw systemError("cannot write '\(path)'", number, function: "renameat")
    }
    guard renameat(folder.raw, kept, folder.raw, one) == 0 else {
      throw systemError("cannot write '\(path)'", errno, function: "renameat")
    }
  }
}

extension WorktreeFile {
  /// Permissions with the executable bits of those who may read, or none, as git sets them.
  fileprivate func permissions(isExecutable wanted: Bool) -> mode_t {
    if wanted == isExecutable { return mode_t(permissions) }
    return mode_t(wanted ? permissions | (permissions & 0o444) >> 2 : permissions & ~0o111)
  }
}
