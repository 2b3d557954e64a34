import Clibgit2
import Glibc

extension Worktree {
  /// Opens the folder at `path`, nil being the top; nil where there is none.
  ///
  /// - Throws: `.notPlainFile` where a part of the path is a link or a file, `.system`.
  func openFolder(_ path: RepoPath?) throws(GitError) -> Descriptor? {
    guard let path else { return try duplicate(root) }
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    if canOpenBeneath {
      // A rename beside us can make the kernel lose its way (EAGAIN); it asks to try again.
      for _ in 0..<32 {
        let raw = agentsync_open_beneath(root.raw, path.systemPath, flags)
        if raw >= 0 { return Descriptor(raw) }
        if errno == EAGAIN || errno == EINTR { continue }
        break
      }
      guard errno == ENOSYS || errno == EPERM else { return try absentOrThrow(path, errno) }
      canOpenBeneath = false
    }
    var folder = try duplicate(root)
    for component in path.systemComponents {
      let raw = openat(folder.raw, component, flags | O_NOFOLLOW)
      guard raw >= 0 else { return try absentOrThrow(path, errno) }
      folder = Descriptor(raw)
    }
    return folder
  }

  /// Opens components one by one from now on, as where the system has no `openat2`; meant for tests.
  package func openSingly() {
    canOpenBeneath = false
  }

  /// Opens the folder at `path` and makes what is missing of it.
  ///
  /// Those that were made are gathered in `created`, outermost first.
  ///
  /// - Throws: as `openFolder`.
  func makeFolder(
    _ path: RepoPath?,
    created: inout [RepoPath]
  ) throws(GitError) -> Descriptor {
    if let folder = try openFolder(path) { return folder }
    guard let path else { preconditionFailure("BUG: the top of a work tree is always open") }
    let parent = try makeFolder(path.parent, created: &created)
    if mkdirat(parent.raw, path.systemName, 0o777) == 0 {
      created.append(path)
      changedFolders.insert(path.parent)
    } else if errno != EEXIST {
      throw systemError("cannot make the folder '\(path)'", errno, function: "mkdirat")
    }
    guard let folder = try openFolder(path) else {
      throw systemError("cannot open '\(path)'", ENOENT, function: "openat")
    }
    return folder
  }

  /// Removes the folder at `path` and those above it while they are empty, never the top.
  package func prune(_ path: RepoPath?) throws(GitError) {
    var next = path
    while let folder = next {
      guard let parent = try openFolder(folder.parent) else { return }
      guard unlinkat(parent.raw, folder.systemName, AT_REMOVEDIR) == 0 || errno == ENOENT else {
        return
      }
      changedFolders.remove(folder)
      changedFolders.insert(folder.parent)
      next = folder.parent
    }
  }

  /// Waits until all new, changed and removed names are on the disk.
  package func synchronizeFolders() throws(GitError) {
    for path in changedFolders {
      guard let folder = try openFolder(path) else { continue }
      try folder.synchronize(path?.string ?? ".")
    }
    changedFolders = []
  }

  private func duplicate(_ descriptor: borrowing Descriptor) throws(GitError) -> Descriptor {
    let raw = fcntl(descriptor.raw, F_DUPFD_CLOEXEC, 0)
    guard raw >= 0 else { throw systemError("cannot open '.'", errno, function: "fcntl") }
    return Descriptor(raw)
  }

  private func absentOrThrow(_ path: RepoPath, _ number: Int32) throws(GitError) -> Descriptor? {
    switch number {
    case ENOENT: return nil
    case ELOOP, ENOTDIR, EXDEV:
      throw GitError(
        code: .notPlainFile,
        message: "'\(path)' is not a folder of this work tree: a part of it is a link or a file",
        function: "openat2",
        hint: "move it out of the way, or choose other output paths"
      )
    default: throw systemError("cannot open '\(path)'", number, function: "openat2")
    }
  }
}
