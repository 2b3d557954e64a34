package import SystemPackage

extension Repository {
  /// Reads the index file as it is now; git is asked only to join one that is split or sparse.
  ///
  /// - Parameters:
  ///   - paths: Folders and files to return the entries of; nil is all.
  ///   - file: The index file; nil is the one that the repository's location names.
  /// - Returns: The entries; none when there is no index file yet.
  /// - Throws: `.unsupported` for a version or an extension that git doesn't know either, `.corrupt`,
  ///   `.system`.
  package func indexScan(
    below paths: [RepoPath]?,
    of file: FilePath? = nil
  ) throws(GitError) -> IndexScan {
    let filter = PathFilter(paths)
    return try index.scan(file ?? location.indexFile, IndexSelection(filter), filter)
  }
}
