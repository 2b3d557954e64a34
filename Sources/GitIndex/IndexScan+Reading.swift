extension IndexScan {
  /// Reads what an index file holds, as it is now.
  ///
  /// - Parameters:
  ///   - file: The index file; a missing one is an empty index.
  ///   - selection: The entries to keep.
  ///   - filter: The paths that are asked for.
  /// - Throws: `.unsupported` for a split or sparse index or an unknown version, `.corrupt`, `.system`.
  package init(
    of file: IndexFile?,
    _ selection: IndexSelection,
    _ filter: PathFilter
  ) throws(GitError) {
    guard let file else {
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
