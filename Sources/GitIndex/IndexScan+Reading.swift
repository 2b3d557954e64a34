package import SystemPackage

extension IndexScan {
  /// Reads what an index file holds at some paths, as it is now; a missing file is an empty index.
  ///
  /// - Parameters:
  ///   - file: The index file.
  ///   - paths: Folders and files to keep the entries of; nil is all.
  /// - Throws: `.unsupported` for a split or sparse index or an unknown version, `.corrupt`, `.system`.
  package init(of file: FilePath, below paths: [RepoPath]?) throws(GitError) {
    let filter = PathFilter(paths)
    try self.init(of: file, IndexSelection(filter), filter)
  }

  /// Reads the entries of all files of one name, wherever they are.
  ///
  /// - Throws: as the other one.
  package init(of file: FilePath, filesNamed name: String) throws(GitError) {
    try self.init(of: file, IndexSelection(filesNamed: name), PathFilter([]))
  }

  private init(
    of path: FilePath,
    _ selection: IndexSelection,
    _ filter: PathFilter
  ) throws(GitError) {
    guard let file = try IndexFile.open(path) else {
      self.init(
        entries: [],
        hasUnmerged: false,
        exists: false,
        filter: filter,
        written: nil,
        trees: IndexTrees()
      )
      return
    }
    var parser = try IndexParser(file, selection)
    try parser.run(filter)
    self.init(
      entries: parser.entries,
      hasUnmerged: parser.hasUnmerged,
      exists: true,
      filter: filter,
      written: parser.written,
      trees: parser.trees
    )
  }
}
