import Clibgit2
import SystemPackage

extension Libgit2Engine {
  // MARK: - Attributes

  func attributes(
    of path: RepoPath,
    names: [String]
  ) throws(GitError) -> [String: AttributeValue] {
    var found: [String: AttributeValue] = [:]
    for name in names {
      found[name] = try attribute(name, of: path)
    }
    return found
  }

  private func attribute(
    _ name: String,
    of path: RepoPath
  ) throws(GitError) -> AttributeValue? {
    var options = git_attr_options()
    options.version = UInt32(GIT_ATTR_OPTIONS_VERSION)
    // git's own order for what goes into the index and for `status`.
    options.flags = UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX)
    return try withAttributes { repository throws(GitError) -> AttributeValue? in
      var value: UnsafePointer<CChar>?
      let result = git_attr_get_ext(&value, repository, &options, path.systemPath, name)
      try check("git_attr_get_ext", result)
      switch git_attr_value(value) {
      case GIT_ATTR_VALUE_TRUE: return .set
      case GIT_ATTR_VALUE_FALSE: return .unset
      case GIT_ATTR_VALUE_STRING: return value.map { .value(String(cString: $0)) }
      default: return nil
      }
    }
  }

  /// Lends the `git_repository` to what reads attributes, also on its way to convert a file.
  ///
  /// libgit2 looks for files of attributes in the index, and would read all of it for that: 70 ms
  /// for 100,000 entries. So it is given an index of its own with nothing in it but those files
  /// that the work tree lacks.
  private func withAttributes<Result: ~Copyable>(
    _ body: (OpaquePointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    if !hasAttributeIndex {
      try useAttributeIndex()
      hasAttributeIndex = true
    }
    return try withRaw(body)
  }

  private func useAttributeIndex() throws(GitError) {
    let small = try Handle("git_index_new", freeing: git_index_free) { git_index_new(&$0) }
    if let workTree = location.workTree {
      for entry in try index.entries(named: ".gitattributes") where entry.stage == 0 {
        let file = workTree.pushing(FilePath(entry.path.string))
        guard entry.mode.isPlainFile, !fileExists(file) else { continue }
        // libgit2 never comes back from an object that is cut off; this finds out.
        try withObject(entry.id) { _, _ in }
        try add(entry, to: small)
      }
    }
    try small.lend { small throws(GitError) -> Void in
      try withRaw { repository throws(GitError) -> Void in
        try check("git_repository_set_index", git_repository_set_index(repository, small))
      }
    }
  }

  private func add(_ entry: IndexEntry, to index: borrowing Handle) throws(GitError) {
    let path = entry.path.bytes.map { CChar(bitPattern: $0) } + [0]
    let result = index.lend { index in
      path.withUnsafeBufferPointer { path in
        var line = git_index_entry()
        line.mode = entry.mode.rawValue
        line.id = entry.id.oid
        line.path = path.baseAddress
        return git_index_add(index, &line)
      }
    }
    try check("git_index_add", result)
  }

  // MARK: - What is ignored

  // A folder that is ignored can hold tracked files, and those are asked for by the index.
  func isIgnored(_ path: RepoPath, isFolder: Bool) throws(GitError) -> Bool {
    try withRaw { repository throws(GitError) in
      let name = isFolder ? path.systemPath.dropLast() + Array("/".utf8CString) : path.systemPath
      var result: Int32 = 0
      let status = git_ignore_path_is_ignored(&result, repository, name)
      try check("git_ignore_path_is_ignored", status)
      return result == 1
    }
  }

  // MARK: - Conversion

  func converted(
    _ bytes: [UInt8],
    for path: RepoPath,
    _ direction: ConversionDirection
  ) throws(GitError) -> [UInt8] {
    try withAttributes { repository throws(GitError) in
      var list: OpaquePointer?
      let flags = GIT_FILTER_ALLOW_UNSAFE.rawValue
      let mode = direction == .toObjects ? GIT_FILTER_TO_ODB : GIT_FILTER_TO_WORKTREE
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
}
