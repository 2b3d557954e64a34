/// What git does to text between the work tree and its objects (`core.autocrlf`, `text`, `eol`, `ident`).
extension Repository {
  /// The bytes that `git add` would store for a file of these bytes.
  ///
  /// - Throws: `.unsupported` where the path has a filter that only git can run, `.generic`.
  package func stored(_ bytes: [UInt8], for path: RepoPath) throws(GitError) -> [UInt8] {
    try converted(bytes, path, .toObjects)
  }

  /// The bytes that `git checkout` would write for a blob of these bytes.
  ///
  /// - Throws: `.unsupported` where the path has a filter that only git can run, `.generic`.
  package func checkedOut(_ bytes: [UInt8], for path: RepoPath) throws(GitError) -> [UInt8] {
    try converted(bytes, path, .toWorkTree)
  }

  private func converted(
    _ bytes: [UInt8],
    _ path: RepoPath,
    _ direction: ConversionDirection
  ) throws(GitError) -> [UInt8] {
    let names = ["filter", "working-tree-encoding"]
    let attributes: [String: AttributeValue]
    do throws(GitError) {
      attributes = try engine.attributes(of: path, names: names)
    } catch {
      throw error.explained
    }
    // The engines pass such files through as they are, and would store what git never would.
    if case .value(let name) = attributes["filter"], try hasFilter(name) {
      throw GitError(
        code: .unsupported,
        message: "'\(path)' passes the filter '\(name)', which only git can run",
        function: "git_attr_get",
        hint: "take the path out of 'filter=\(name)' in .gitattributes"
      )
    }
    // Rare enough that two processes a file are no matter; only git knows all encodings.
    if case .value(let name) = attributes["working-tree-encoding"], !isUTF8(name) {
      return try filters.converted(bytes, for: path, direction)
    }
    return try engine.converted(bytes, for: path, direction)
  }

  /// Whether the configuration says what the filter does; git ignores the attribute otherwise.
  private func hasFilter(_ name: String) throws(GitError) -> Bool {
    let configuration = try configuration
    return ["clean", "smudge", "process", "required"].contains { key in
      configuration.string(for: "filter.\(name).\(key)") != nil
    }
  }
}

private func isUTF8(_ encoding: String) -> Bool {
  ["utf-8", "utf8"].contains(encoding.lowercased())
}
