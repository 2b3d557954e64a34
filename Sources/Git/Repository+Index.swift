extension Repository {
  /// Reads the index file as it is now; git is asked only to join one that is split or sparse.
  ///
  /// - Parameter paths: Folders and files to return the entries of; nil is all.
  /// - Returns: The entries; none when there is no index file yet.
  /// - Throws: `.unsupported` for a version or an extension that git doesn't know either, `.corrupt`,
  ///   `.system`.
  package func indexScan(below paths: [RepoPath]?) throws(GitError) -> IndexScan {
    let filter = PathFilter(paths)
    return try index.scan(IndexSelection(filter), filter)
  }
}
