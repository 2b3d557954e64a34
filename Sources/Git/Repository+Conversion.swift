import Clibgit2

/// What git does to text between the work tree and its objects (`core.autocrlf`, `text`, `eol`, `ident`).
extension Repository {
  /// The bytes that `git add` would store for a file of these bytes.
  ///
  /// - Throws: `.unsupported` where the path has a filter that only git can run, `.generic`.
  package func stored(_ bytes: [UInt8], for path: RepoPath) throws(GitError) -> [UInt8] {
    try converted(bytes, path, GIT_FILTER_TO_ODB)
  }

  /// The bytes that `git checkout` would write for a blob of these bytes.
  ///
  /// - Throws: `.unsupported` where the path has a filter that only git can run, `.generic`.
  package func checkedOut(_ bytes: [UInt8], for path: RepoPath) throws(GitError) -> [UInt8] {
    try converted(bytes, path, GIT_FILTER_TO_WORKTREE)
  }

  private func converted(
    _ bytes: [UInt8],
    _ path: RepoPath,
    _ mode: git_filter_mode_t
  ) throws(GitError) -> [UInt8] {
    try refuseForeignConversion(of: path)
    return try withAttributes { repository throws(GitError) in
      var list: OpaquePointer?
      let flags = GIT_FILTER_ALLOW_UNSAFE.rawValue
      do throws(GitError) {
        try check(
          "git_filter_list_load",
          git_filter_list_load(&list, repository, nil, path.systemPath, mode, flags)
        )
      } catch {
        throw error.explained
      }
      // Null stands for "nothing to convert", which is the usual case.
      guard let list else { return bytes }
      defer { git_filter_list_free(list) }
      var buffer = git_buf()
      defer { git_buf_dispose(&buffer) }
      // One byte more than counts, so that there is an address even for an empty file.
      let text = bytes.map(CChar.init(bitPattern:)) + [0]
      let applied = git_filter_list_apply_to_buffer(&buffer, list, text, bytes.count)
      try check("git_filter_list_apply_to_buffer", applied)
      return Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
    }
  }

  // libgit2 passes such files through as they are, and would store what git never would.
  private func refuseForeignConversion(of path: RepoPath) throws(GitError) {
    if let name = try attribute("filter", of: path), try hasFilter(name) {
      throw GitError(
        code: .unsupported,
        message: "'\(path)' passes the filter '\(name)', which only git can run",
        function: "git_attr_get",
        hint: "take the path out of 'filter=\(name)' in .gitattributes"
      )
    }
    if let name = try attribute("working-tree-encoding", of: path), !isUTF8(name) {
      throw GitError(
        code: .unsupported,
        message: "'\(path)' is kept as \(name) in the work tree",
        function: "git_attr_get",
        hint: "take the path out of 'working-tree-encoding' in .gitattributes"
      )
    }
  }

  /// The value of an attribute that has one; nil where it is set, unset or not mentioned.
  private func attribute(_ name: String, of path: RepoPath) throws(GitError) -> String? {
    try withAttributes { repository throws(GitError) in
      var value: UnsafePointer<CChar>?
      // git's own order for what goes into the index and for `status`.
      let flags = UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX)
      do throws(GitError) {
        try check(
          "git_attr_get",
          git_attr_get(&value, repository, flags, path.systemPath, name)
        )
      } catch {
        throw error.explained
      }
      guard git_attr_value(value) == GIT_ATTR_VALUE_STRING, let value else { return nil }
      return String(cString: value)
    }
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
