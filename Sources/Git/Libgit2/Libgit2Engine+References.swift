import Clibgit2

extension Libgit2Engine {
  func head() throws(GitError) -> Head {
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
      guard error.code == .unbornBranch else { throw error }
      return .unborn(try targetOfHead())
    }
    guard let id else {
      throw GitError(code: .corrupt, message: "it leads nowhere", function: "git_repository_head")
    }
    return name == "HEAD" ? .detached(id) : .branch(name, id)
  }

  func target(of name: String) throws(GitError) -> ObjectID? {
    var oid = git_oid()
    do throws(GitError) {
      try withRaw { repository throws(GitError) -> Void in
        try check("git_reference_name_to_id", git_reference_name_to_id(&oid, repository, name))
      }
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
    return ObjectID(oid)
  }

  func directTarget(of name: String) throws(GitError) -> ObjectID? {
    try withRaw { repository throws(GitError) in
      var made: OpaquePointer?
      let result = git_reference_lookup(&made, repository, name)
      if result == GIT_ENOTFOUND.rawValue {
        git_error_clear()
        return nil
      }
      try check("git_reference_lookup", result)
      defer { git_reference_free(made) }
      guard let id = ObjectID(git_reference_target(made)) else {
        throw symbolicReference(name, function: "git_reference_lookup")
      }
      return id
    }
  }

  func references(
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
    for name in names where name.utf8.starts(with: prefix.utf8) && isValidReferenceName(name) {
      // It may be broken, or have gone meanwhile; git leaves such ones out of its lists, too.
      if let id = try? target(of: name) { found.append((name, id)) }
    }
    return found
  }

  func lastReflogMessage(of name: String) throws(GitError) -> String? {
    try location.lastReflogMessage(of: name)
  }

  func lock(_ step: ReferenceStep) throws(GitError) -> any LockedReference {
    let locked = try ReferenceTransaction(step, in: self)
    try locked.set()
    return locked
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

/// The error for a reference that stands for another one, and is not moved in its place.
func symbolicReference(_ name: String, function: String) -> GitError {
  GitError(
    code: .unsupported,
    message: "'\(name)' is a symbolic reference, which is not moved",
    function: function,
    hint: "switch to the branch that it stands for"
  )
}
