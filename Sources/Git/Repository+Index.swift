extension Repository {
  /// Reads the index file as it is now, without libgit2.
  ///
  /// - Parameter paths: Folders and files to return the entries of; nil is all.
  /// - Returns: The entries; none when there is no index file yet.
  /// - Throws: `.unsupported` for a split or sparse index or an unknown version, `.corrupt`,
  ///   `.system`.
  package func indexScan(below paths: [RepoPath]?) throws(GitError) -> IndexScan {
    let filter = PathFilter(paths)
    return try indexScan(IndexSelection(filter), filter)
  }

  /// The entries of all files of one name, wherever they are.
  func indexEntries(named name: String) throws(GitError) -> [IndexEntry] {
    try indexScan(IndexSelection(filesNamed: name), PathFilter([])).entries
  }

  private func indexScan(
    _ selection: IndexSelection,
    _ filter: PathFilter
  ) throws(GitError) -> IndexScan {
    guard let file = try IndexFile.open(location.indexFile) else {
      return IndexScan(
        entries: [],
        hasUnmerged: false,
        exists: false,
        filter: filter,
        written: nil,
        trees: IndexTrees()
      )
    }
    var parser = try IndexParser(file, selection)
    try parser.run(filter)
    return IndexScan(
      entries: parser.entries,
      hasUnmerged: parser.hasUnmerged,
      exists: true,
      filter: filter,
      written: parser.written,
      trees: parser.trees
    )
  }
}
