import Clibgit2
import SystemPackage

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
  /// bare repository from neither. Where the index cannot be read here, git is asked.
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
    do throws(GitError) {
      var found: [String: AttributeValue] = [:]
      for name in names {
        found[name] = try attributeOfLibgit2(name, of: path)
      }
      return found
    } catch {
      guard error.code == .unsupported else { throw error }
      return try attributesOfGit(names, of: path)
    }
  }

  private func attributeOfLibgit2(
    _ name: String,
    of path: RepoPath
  ) throws(GitError) -> AttributeValue? {
    var options = git_attr_options()
    options.version = UInt32(GIT_ATTR_OPTIONS_VERSION)
    options.flags = UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX)
    let file = path.bytes.map { CChar(bitPattern: $0) } + [0]
    return try withAttributes { repository throws(GitError) -> AttributeValue? in
      var value: UnsafePointer<CChar>?
      try check("git_attr_get_ext", git_attr_get_ext(&value, repository, &options, file, name))
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
  ///
  /// - Throws: `.unsupported` where the index is split or sparse; what `body` throws.
  func withAttributes<Result: ~Copyable>(
    _ body: (OpaquePointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    if !hasAttributeIndex {
      try useAttributeIndex()
      hasAttributeIndex = true
    }
    return try withRaw(body)
  }

  private func useAttributeIndex() throws(GitError) {
    let index = try Handle("git_index_new", freeing: git_index_free) { git_index_new(&$0) }
    if let workTree = location.workTree {
      for entry in try indexEntries(named: ".gitattributes") where entry.stage == 0 {
        let file = workTree.pushing(FilePath(entry.path.string))
        guard entry.mode.isPlainFile, !fileExists(file) else { continue }
        // libgit2 never comes back from an object that is cut off; this finds out.
        _ = try readBlob(entry.id)
        try add(entry, to: index)
      }
    }
    try index.lend { index throws(GitError) -> Void in
      try withRaw { repository throws(GitError) -> Void in
        try check("git_repository_set_index", git_repository_set_index(repository, index))
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

  private func attributesOfGit(
    _ names: [String],
    of path: RepoPath
  ) throws(GitError) -> [String: AttributeValue] {
    let answer = try git(["check-attr", "-z", "--stdin"] + names, input: path.bytes + [0])
    guard answer.status == 0 else {
      throw GitError(code: .generic, message: answer.complaint, function: "git check-attr")
    }
    // Three fields each: path, name, value.
    let fields = answer.output.split(separator: 0, omittingEmptySubsequences: false)
    var found: [String: AttributeValue] = [:]
    for start in stride(from: 0, to: fields.count - 2, by: 3) {
      let name = String(decoding: fields[start + 1], as: UTF8.self)
      switch String(decoding: fields[start + 2], as: UTF8.self) {
      case "unspecified": continue
      case "set": found[name] = .set
      case "unset": found[name] = .unset
      case let value: found[name] = .value(value)
      }
    }
    return found
  }
}
