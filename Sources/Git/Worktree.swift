import Clibgit2
import Glibc
import SystemPackage

/// The files of a work tree, reached from its top without following a link on any part of a path.
///
/// A path that leads through a symbolic link, or to anything but a plain file, is an error and never
/// opened: what stands behind it belongs to somebody else.
package final class Worktree {
  /// No file that is written here comes near this size; a bigger one in the way is not read.
  package static let sizeLimit = 64 << 20

  let root: Descriptor
  let repository: Repository
  // Where openat2 is missing (older kernels, macOS, some containers), components are opened singly.
  var canOpenBeneath = true
  /// The folders whose list of names changed since `synchronizeFolders()`; nil is the top.
  var changedFolders: Set<RepoPath?> = []

  /// Opens the top folder of a repository's work tree.
  ///
  /// - Throws: `.unsupported` for a bare repository, `.system`.
  package init(of repository: Repository) throws(GitError) {
    guard let path = repository.location.workTree else {
      throw GitError(
        code: .unsupported,
        message: "'\(repository.location.gitDirectory)' is bare and has no work tree",
        function: "open"
      )
    }
    let raw = path.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard raw >= 0 else {
      throw systemError("cannot open '\(path)'", errno, function: "open")
    }
    root = Descriptor(raw)
    self.repository = repository
  }

  /// What stands at `path`; nil where there is nothing.
  ///
  /// - Throws: `.notPlainFile` where a parent is a link or a file, `.system`.
  package func status(of path: RepoPath) throws(GitError) -> WorktreeFile? {
    guard let folder = try openFolder(path.parent) else { return nil }
    return try status(of: path.systemName, in: folder, path)
  }

  /// What seems to stand at `path`, by one call of the system; nil where there is nothing.
  ///
  /// A link on the way is followed, so this is for comparing with the index, never before a write.
  ///
  /// - Throws: `.system`.
  package func glance(at path: RepoPath) throws(GitError) -> WorktreeFile? {
    try Worktree.glance(at: path, below: root.raw)
  }

  /// The plain file at `path` with its bytes; nil where there is nothing.
  ///
  /// - Throws: `.notPlainFile` for anything but a plain file, `.unsupported` above `sizeLimit`,
  ///   `.system`.
  package func read(
    _ path: RepoPath
  ) throws(GitError) -> (file: WorktreeFile, bytes: [UInt8])? {
    guard let folder = try openFolder(path.parent) else { return nil }
    return try read(path.systemName, in: folder, path)
  }

  /// The bytes that git would store for the plain file at `path`.
  ///
  /// - Throws: `.notFound` where there is nothing, `.unsupported` where only git can convert it, and
  ///   what `read` throws.
  package func readNormalised(_ path: RepoPath) throws(GitError) -> [UInt8] {
    guard let found = try read(path) else {
      throw GitError(
        code: .notFound,
        message: "cannot read '\(path)': no such file or directory",
        function: "openat"
      )
    }
    return try repository.stored(found.bytes, for: path)
  }

  /// Whether this process may replace or create a file at `path`, as far as modes can tell.
  ///
  /// - Throws: as `status(of:)`.
  package func isWritable(_ path: RepoPath) throws(GitError) -> Bool {
    var parent = path.parent
    while true {
      if let folder = try openFolder(parent) {
        guard faccessat(folder.raw, ".", W_OK | X_OK, AT_EACCESS) == 0 else { return false }
        guard parent == path.parent else { return true }
        let result = faccessat(folder.raw, path.systemName, W_OK, AT_EACCESS)
        return result == 0 || errno == ENOENT
      }
      parent = parent?.parent
    }
  }

  // MARK: - Within an open folder

  func status(
    of name: SystemName,
    in folder: borrowing Descriptor,
    _ path: RepoPath
  ) throws(GitError) -> WorktreeFile? {
    var buffer = stat()
    guard fstatat(folder.raw, name, &buffer, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw systemError("cannot read '\(path)'", errno, function: "fstatat")
    }
    return WorktreeFile(buffer)
  }

  func read(
    _ name: SystemName,
    in folder: borrowing Descriptor,
    _ path: RepoPath
  ) throws(GitError) -> (file: WorktreeFile, bytes: [UInt8])? {
    guard let seen = try status(of: name, in: folder, path) else { return nil }
    // Opening a device can have effects of its own, so the kind is asked before and after.
    guard seen.kind == .file else { throw notPlainFile(path, seen.kind) }
    let raw = openat(folder.raw, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard raw >= 0 else {
      if errno == ENOENT { return nil }
      if errno == ELOOP { throw notPlainFile(path, .symlink) }
      throw systemError("cannot read '\(path)'", errno, function: "openat")
    }
    let descriptor = Descriptor(raw)
    let file = try descriptor.status(path.string)
    guard file.kind == .file else { throw notPlainFile(path, file.kind) }
    let bytes = try descriptor.readAll(path.string, limit: Worktree.sizeLimit)
    return (file, bytes)
  }

  func notPlainFile(_ path: RepoPath, _ kind: WorktreeFile.Kind) -> GitError {
    let what =
      switch kind {
      case .file: "a file with more than one name"
      case .symlink: "a symbolic link"
      case .directory: "a folder"
      case .other: "neither a file nor a folder"
      }
    return GitError(
      code: .notPlainFile,
      message: "'\(path)' is \(what)",
      function: "fstatat",
      hint: "move it out of the way"
    )
  }
}
