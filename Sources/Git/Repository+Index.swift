import Clibgit2
import Glibc
import SystemPackage

extension Repository {
  /// Reads the index file as it is now, without libgit2.
  ///
  /// - Parameter paths: Folders and files to return the entries of; nil is all.
  /// - Returns: The entries; none when there is no index file yet.
  /// - Throws: `.unsupported` for a split or sparse index or an unknown version, `.corrupt`,
  ///   `.system`.
  package func indexScan(below paths: [RepoPath]?) throws(GitError) -> IndexScan {
    let filter = PathFilter(paths)
    return try indexScan(IndexSelection(filter), paths: filter.paths)
  }

  /// The entries of all files of one name, wherever they are.
  func indexEntries(named name: String) throws(GitError) -> [IndexEntry] {
    try indexScan(IndexSelection(filesNamed: name), paths: nil).entries
  }

  private func indexScan(
    _ selection: IndexSelection,
    paths: [RepoPath]?
  ) throws(GitError) -> IndexScan {
    guard let (contents, written) = try readIndexFile(location.indexFile) else {
      return IndexScan(
        entries: [],
        hasUnmerged: false,
        exists: false,
        paths: paths,
        written: nil
      )
    }
    return try contents.withUnsafeBufferPointer { bytes throws(GitError) -> IndexScan in
      var parser = IndexParser(
        bytes: UnsafeRawBufferPointer(bytes),
        file: location.indexFile.string,
        selection: selection
      )
      try parser.run()
      return IndexScan(
        entries: parser.entries,
        hasUnmerged: parser.hasUnmerged,
        exists: true,
        paths: paths,
        written: written
      )
    }
  }

  /// The files that differ between a tree and the index, sorted by path.
  ///
  /// Paths that are unmerged are left out, and one that is only intended to be added is not there.
  ///
  /// - Parameters:
  ///   - treeID: The tree; nil is an empty one.
  ///   - scan: The index; it must cover `paths`.
  ///   - paths: Folders or files to look at; nil is what the scan covers.
  ///   - limit: How much of the tree to read at most.
  /// - Returns: Each path once, sorted bytewise.
  /// - Throws: `.limit`, `.depth`; what `readTree` throws.
  package func changes(
    from treeID: ObjectID?,
    toIndex scan: IndexScan,
    below paths: [RepoPath]? = nil,
    limit: TreeWalkLimit = TreeWalkLimit(entries: 1_000_000)
  ) throws(GitError) -> [TreeChange] {
    let filter = PathFilter(paths ?? scan.paths)
    var old: [TreeFile] = []
    if let treeID { old = try walk(tree: treeID, below: filter.paths, limit: limit) }
    var changes: [TreeChange] = []
    var rest = old[...]
    for entry in scan.entries where filter.covers(entry.path) {
      while let file = rest.first, file.path < entry.path {
        changes.append(TreeChange(path: file.path, old: file.side, new: nil))
        rest.removeFirst()
      }
      var side: TreeChange.Side?
      if let file = rest.first, file.path == entry.path {
        side = file.side
        rest.removeFirst()
      }
      guard entry.stage == 0 else { continue }
      let new = entry.isIntentToAdd ? nil : TreeChange.Side(mode: entry.mode, id: entry.id)
      if side != new { changes.append(TreeChange(path: entry.path, old: side, new: new)) }
    }
    changes += rest.map { TreeChange(path: $0.path, old: $0.side, new: nil) }
    return changes
  }
}

extension TreeFile {
  fileprivate var side: TreeChange.Side { TreeChange.Side(mode: mode.canonical, id: id) }
}

/// The bytes of an index file and when it was written; nil when there is none.
///
/// It is read and not mapped: whoever cut it short while it is mapped would end the process.
private func readIndexFile(
  _ path: FilePath
) throws(GitError) -> ([UInt8], WorktreeFile.Time)? {
  let descriptor = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
  guard descriptor >= 0 else {
    if errno == ENOENT { return nil }
    throw systemError("cannot read the index '\(path.string)'", errno, function: "open")
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    throw GitError(
      code: .notPlainFile,
      message: "the index '\(path.string)' is not a plain file",
      function: "fstat"
    )
  }
  guard status.st_size <= 2 << 30 else {
    throw GitError(
      code: .limit,
      message: "the index '\(path.string)' is too large",
      function: "fstat"
    )
  }
  let size = Int(status.st_size)
  var failure: Int32 = 0
  let contents = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let got = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { failure = errno }
      guard got > 0 else { return }
      count += got
    }
  }
  guard failure == 0 else {
    throw systemError("cannot read the index '\(path.string)'", failure, function: "read")
  }
  let written = WorktreeFile.Time(
    seconds: Int64(status.st_mtim.tv_sec),
    nanoseconds: Int32(status.st_mtim.tv_nsec)
  )
  return (contents, written)
}
