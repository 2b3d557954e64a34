package import SystemPackage

extension Repository {
  /// Reads the index file as it is now, without libgit2.
  ///
  /// - Parameters:
  ///   - paths: Folders and files to return the entries of; nil is all.
  ///   - file: The index file; nil is the one that the repository's location names.
  /// - Returns: The entries; none when there is no index file yet.
  /// - Throws: `.unsupported` for a split or sparse index or an unknown version, `.corrupt`,
  ///   `.system`.
  package func indexScan(
    below paths: [RepoPath]?,
    of file: FilePath? = nil
  ) throws(GitError) -> IndexScan {
    try IndexScan(of: file ?? location.indexFile, below: paths)
  }

  /// The entries of all files of one name, wherever they are.
  func indexEntries(named name: String) throws(GitError) -> [IndexEntry] {
    try IndexScan(of: location.indexFile, filesNamed: name).entries
  }
}
