import Clibgit2
import Glibc

extension Worktree {
  /// The files below some folders that are neither tracked nor ignored, sorted.
  ///
  /// Links are listed and not followed; what is a repository of its own is left out, as git does.
  ///
  /// - Parameters:
  ///   - places: Folders or files; nested ones count once.
  ///   - tracked: What the index holds.
  ///   - repository: Whose rules of what is ignored hold.
  /// - Returns: Each path once.
  /// - Throws: `.limit` above 200,000 entries or 64 folders deep, `.system`.
  package func untrackedFiles(
    below places: [RepoPath],
    tracked: Set<RepoPath>,
    in repository: Repository
  ) throws(GitError) -> [RepoPath] {
    var walk = Walk(tracked: tracked, repository: repository)
    for place in places {
      guard let folder = try openFolderIfAny(place.parent) else { continue }
      guard let found = try status(of: place.systemName, in: folder, place) else { continue }
      try add(place, found.kind, depth: 0, to: &walk)
    }
    return Set(walk.found).sorted()
  }

  private struct Walk {
    let tracked: Set<RepoPath>
    /// Folders that hold something tracked: these are never ignored as a whole.
    let trackedFolders: Set<RepoPath>
    let repository: Repository
    var found: [RepoPath] = []
    var count = 0

    init(tracked: Set<RepoPath>, repository: Repository) {
      self.tracked = tracked
      self.repository = repository
      var folders: Set<RepoPath> = []
      for path in tracked {
        var folder = path.parent
        while let parent = folder, folders.insert(parent).inserted { folder = parent.parent }
      }
      trackedFolders = folders
    }
  }

  private func add(
    _ path: RepoPath,
    _ kind: WorktreeFile.Kind,
    depth: Int,
    to walk: inout Walk
  ) throws(GitError) {
    walk.count += 1
    guard walk.count <= 200_000, depth <= 64 else {
      throw GitError(
        code: .limit,
        message: "'\(path)' is one of too many files, or lies too deep",
        function: "readdir"
      )
    }
    switch kind {
    case .file, .symlink:
      guard !walk.tracked.contains(path), try !isIgnored(path, isFolder: false, walk) else {
        return
      }
      walk.found.append(path)
    case .directory:
      if !walk.trackedFolders.contains(path), try isIgnored(path, isFolder: true, walk) { return }
      guard let folder = try openFolderIfAny(path) else { return }
      let children = try self.children(of: folder, path)
      guard !children.contains(where: { $0.name == Array(".git".utf8) }) else { return }
      for (name, kind) in children where RepoPath.isComponent(name) {
        let child = RepoPath(folder: path, checked: name)
        // Not every file system tells the kind along with the name.
        var known = kind
        if known == nil { known = try status(of: child.systemName, in: folder, child)?.kind }
        if let known { try add(child, known, depth: depth + 1, to: &walk) }
      }
    case .other: return
    }
  }

  private func openFolderIfAny(_ path: RepoPath?) throws(GitError) -> Descriptor? {
    do throws(GitError) {
      return try openFolder(path)
    } catch {
      guard error.code == .notPlainFile else { throw error }
      return nil
    }
  }

  // A folder that is ignored can hold tracked files, and those are asked for by the index.
  private func isIgnored(
    _ path: RepoPath,
    isFolder: Bool,
    _ walk: Walk
  ) throws(GitError) -> Bool {
    try walk.repository.withRaw { repository throws(GitError) in
      let name = isFolder ? path.systemPath.dropLast() + Array("/".utf8CString) : path.systemPath
      var result: Int32 = 0
      let status = git_ignore_path_is_ignored(&result, repository, name)
      try check("git_ignore_path_is_ignored", status)
      return result == 1
    }
  }

  private func children(
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
