import Glibc

/// Files of a work tree that are neither tracked nor ignored, as they are found.
struct UntrackedFiles {
  /// In no order.
  var found: [RepoPath] = []
  private var count = 0

  /// Adds what stands at a path, with all below it; none of that is tracked.
  ///
  /// - Throws: `.limit`, `.system`.
  mutating func add(
    _ path: RepoPath,
    _ kind: WorktreeFile.Kind,
    depth: Int,
    in worktree: Worktree
  ) throws(GitError) {
    try count(path, depth: depth)
    switch kind {
    case .file, .symlink:
      if try !worktree.repository.engine.isIgnored(path, isFolder: false) { found.append(path) }
    case .directory:
      if try worktree.repository.engine.isIgnored(path, isFolder: true) { return }
      guard let folder = try worktree.openFolderIfAny(path) else { return }
      let children = try worktree.children(of: folder, path)
      guard !children.contains(where: { $0.name == Array(".git".utf8) }) else { return }
      for (name, kind) in children where RepoPath.isComponent(name) {
        let child = RepoPath(folder: path, checked: name)
        // Not every file system tells the kind along with the name.
        var known = kind
        if known == nil {
          known = try worktree.status(of: child.systemName, in: folder, child)?.kind
        }
        if let known { try add(child, known, depth: depth + 1, in: worktree) }
      }
    case .other: return
    }
  }

  /// Counts something that was looked at.
  ///
  /// - Throws: `.limit`.
  mutating func count(_ path: RepoPath, depth: Int) throws(GitError) {
    count += 1
    guard count <= 200_000, depth <= 64 else {
      throw GitError(
        code: .limit,
        message: "'\(path)' is one of too many files, or lies too deep",
        function: "readdir"
      )
    }
  }
}

extension Worktree {
  /// Opens a folder; nil where there is none, or a part of its path is a link or a file.
  func openFolderIfAny(_ path: RepoPath?) throws(GitError) -> Descriptor? {
    do throws(GitError) {
      return try openFolder(path)
    } catch {
      guard error.code == .notPlainFile else { throw error }
      return nil
    }
  }

  /// The names in an open folder, with their kinds where the file system tells.
  func children(
    of folder: borrowing Descriptor,
    _ path: RepoPath
  ) throws(GitError) -> [(name: [UInt8], kind: WorktreeFile.Kind?)] {
    // closedir closes the descriptor, which belongs to somebody else: so a copy.
    let copy = openat(folder.raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      if copy >= 0 { close(copy) }
      throw systemError("cannot read '\(path)'", errno, function: "fdopendir")
    }
    defer { closedir(stream) }
    var children: [(name: [UInt8], kind: WorktreeFile.Kind?)] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard name != [UInt8(ascii: ".")], name != Array("..".utf8) else { continue }
      let kind: WorktreeFile.Kind? =
        switch Int(entry.pointee.d_type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .directory
        case Int(DT_LNK): .symlink
        case Int(DT_UNKNOWN): nil
        default: .other
        }
      children.append((name, kind))
    }
    return children
  }
}
