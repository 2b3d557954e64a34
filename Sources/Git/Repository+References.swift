import Clibgit2

extension Repository {
  /// What is checked out in this work tree.
  ///
  /// - Throws: `.corrupt` when `HEAD` is not what git writes. The libgit2 function is
  ///   `git_repository_head`.
  package func head() throws(GitError) -> Head {
    let name: String
    let id: ObjectID?
    do throws(GitError) {
      let reference = try withRaw { repository throws(GitError) -> Handle in
        try Handle("git_repository_head", freeing: git_reference_free) {
          git_repository_head(&$0, repository)
        }
      }
      (name, id) = reference.lend { reference in
        (String(cString: git_reference_name(reference)), ObjectID(git_reference_target(reference)))
      }
    } catch {
      if error.code == .unbornBranch { return .unborn(try targetOfHead()) }
      throw GitError(
        code: error.code == .generic ? .corrupt : error.code,
        message: "cannot read HEAD: \(error.message)",
        function: error.function
      )
    }
    guard let id else {
      throw GitError(code: .corrupt, message: "HEAD leads nowhere", function: "git_repository_head")
    }
    return name == "HEAD" ? .detached(id) : .branch(name, id)
  }

  /// The object that a reference leads to, through symbolic ones; nil when there is none.
  ///
  /// - Parameter name: The full name: `refs/heads/main`, `HEAD`.
  /// - Returns: The id as it is stored: of an annotated tag, the tag's own.
  /// - Throws: `.invalidName`; `.corrupt` when it cannot be read. The libgit2 function is
  ///   `git_reference_name_to_id`.
  package func reference(named name: String) throws(GitError) -> ObjectID? {
    guard isValidReferenceName(name) else {
      throw GitError(
        code: .invalidName,
        message: "'\(printable(name.utf8))' is not a valid name of a reference",
        function: "git_reference_name_is_valid",
        hint: "see: git help check-ref-format"
      )
    }
    var oid = git_oid()
    do throws(GitError) {
      try withRaw { repository throws(GitError) -> Void in
        try check("git_reference_name_to_id", git_reference_name_to_id(&oid, repository, name))
      }
    } catch {
      if error.code == .notFound { return nil }
      throw GitError(
        code: error.code == .generic ? .corrupt : error.code,
        message: "cannot read '\(name)': \(error.message)",
        function: error.function
      )
    }
    return ObjectID(oid)
  }

  /// All references whose full name begins so, sorted by name; those that lead nowhere are left out.
  ///
  /// - Parameter prefix: The beginning: `refs/heads/`, also in the middle of a component.
  /// - Returns: Full names, and the ids as they are stored.
  /// - Throws: `.generic` when the references cannot be listed. The libgit2 function is
  ///   `git_reference_iterator_new`.
  package func references(
    withPrefix prefix: String
  ) throws(GitError) -> [(name: String, id: ObjectID)] {
    let names = try withRaw { repository throws(GitError) -> [String] in
      let iterator = try Handle(
        "git_reference_iterator_glob_new",
        freeing: git_reference_iterator_free
      ) {
        // Characters with a meaning in a glob cannot be part of a name, so nothing is lost.
        git_reference_iterator_glob_new(&$0, repository, prefix + "*")
      }
      return try iterator.lend { iterator throws(GitError) -> [String] in
        var names: [String] = []
        while true {
          var name: UnsafePointer<CChar>?
          let result = git_reference_next_name(&name, iterator)
          if result == GIT_ITEROVER.rawValue { return names }
          try check("git_reference_next_name", result)
          if let name { names.append(String(cString: name)) }
        }
      }
    }
    var found: [(name: String, id: ObjectID)] = []
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    where name.utf8.starts(with: prefix.utf8) {
      // It may be broken, or have gone meanwhile; git leaves such ones out of its lists, too.
      if let id = try? reference(named: name) { found.append((name, id)) }
    }
    return found
  }

  private func targetOfHead() throws(GitError) -> String {
    let head = try withRaw { repository throws(GitError) -> Handle in
      try Handle("git_reference_lookup", freeing: git_reference_free) {
        git_reference_lookup(&$0, repository, "HEAD")
      }
    }
    return head.lend { head in
      git_reference_symbolic_target(head).map { String(cString: $0) } ?? "HEAD"
    }
  }
}

/// Whether git would accept this as the full name of a reference.
///
/// The libgit2 function is `git_reference_name_is_valid`.
package func isValidReferenceName(_ name: String) -> Bool {
  // libgit2 lets the character DEL pass, git does not.
  guard Libgit2.started >= 0, !name.utf8.contains(0), !name.utf8.contains(127) else {
    return false
  }
  var isValid: Int32 = 0
  let result = git_reference_name_is_valid(&isValid, name)
  if result < 0 { git_error_clear() }
  return result == 0 && isValid == 1
}
