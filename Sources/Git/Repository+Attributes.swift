/// What `.gitattributes` and the other files of attributes say of one attribute of a path.
package enum AttributeValue: Hashable, Sendable {
  /// `text`: it is set.
  case set
  /// `-text`: it is unset.
  case unset
  /// `text=auto`: it has a value.
  case value(String)
}

extension Repository {
  /// The attributes of a path; those that nothing is said of are left out.
  ///
  /// Files of attributes are read from the work tree, and from the index where it lacks them; in a
  /// bare repository from neither.
  ///
  /// - Parameters:
  ///   - path: A file; it need not exist.
  ///   - names: The attributes: `text`, `filter`, `linguist-generated`.
  /// - Returns: Values by name.
  /// - Throws: `.generic` with git's own words. The libgit2 function is `git_attr_get_ext`.
  package func attributes(
    of path: RepoPath,
    names: [String]
  ) throws(GitError) -> [String: AttributeValue] {
    try engine.attributes(of: path, names: names)
  }
}
