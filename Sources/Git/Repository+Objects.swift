extension Repository {
  /// The kind of an object; nil when the repository does not hold it.
  ///
  /// - Throws: `.corrupt` when it cannot be read. The libgit2 function is `git_odb_read_header`.
  package func objectKind(_ id: ObjectID) throws(GitError) -> ObjectKind? {
    do throws(GitError) {
      return try readHeader(id).kind
    } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }

  /// The size of a blob in bytes, without reading it.
  ///
  /// - Throws: `.notFound`; `.corrupt` also when it is no blob. The libgit2 function is
  ///   `git_odb_read_header`.
  package func blobSize(_ id: ObjectID) throws(GitError) -> Int {
    let header = try readHeader(id)
    guard header.kind == .blob else { throw wrongKind(id, is: header.kind, not: .blob) }
    return header.size
  }

  /// The bytes of a blob.
  ///
  /// - Parameters:
  ///   - id: The blob.
  ///   - limit: The most bytes to read.
  /// - Returns: A copy.
  /// - Throws: `.notFound`; `.corrupt` also when it is no blob; `.limit` when it is larger. The
  ///   libgit2 function is `git_odb_read`.
  package func readBlob(_ id: ObjectID, limit: Int = .max) throws(GitError) -> [UInt8] {
    if limit < .max, try blobSize(id) > limit {
      throw GitError(
        code: .limit,
        message: "blob \(id) is larger than \(limit) bytes",
        function: "git_odb_read_header"
      )
    }
    return try withObject(id, kind: .blob) { bytes throws(GitError) in Array(bytes) }
  }

  /// A commit.
  ///
  /// Replacements (`refs/replace`) and grafts are not followed.
  ///
  /// - Throws: `.notFound`; `.corrupt` also when it is no commit. The libgit2 function is
  ///   `git_odb_read`.
  package func readCommit(_ id: ObjectID) throws(GitError) -> Commit {
    try withObject(id, kind: .commit) { bytes throws(GitError) in
      guard let commit = Commit(id: id, parsing: bytes) else {
        throw GitError(
          code: .corrupt,
          message: "commit \(id) is malformed",
          function: "git_odb_read",
          hint: "check the repository with: git fsck"
        )
      }
      return commit
    }
  }

  /// The commit that an object stands for: itself, or what a tag leads to.
  ///
  /// - Throws: `.notFound` also when it leads to no commit; `.corrupt`.
  package func commitID(peeling id: ObjectID) throws(GitError) -> ObjectID {
    var id = id
    // A tag names its target by hash, so there is no circle; a long chain is mischief.
    for _ in 0..<64 {
      let kind = try readHeader(id).kind
      if kind == .commit { return id }
      guard kind == .tag else { throw wrongKind(id, is: kind, not: .commit) }
      let target = try withObject(id, kind: .tag) { bytes throws(GitError) in
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: line, as: UTF8.self)
      }
      guard target.hasPrefix("object "), let next = ObjectID(hex: target.dropFirst(7)) else {
        throw GitError(code: .corrupt, message: "tag \(id) is malformed", function: "git_odb_read")
      }
      id = next
    }
    throw GitError(code: .limit, message: "tag \(id) leads to no commit", function: "git_odb_read")
  }

  /// Lends the bytes of an object; they must not leave `body`.
  func withObject<Result>(
    _ id: ObjectID,
    kind: ObjectKind,
    _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    let outcome = try reading(id) { engine throws(GitError) in
      try engine.withObject(id) { actual, bytes in
        Swift.Result { () throws(GitError) in
          guard actual == kind else { throw wrongKind(id, is: actual, not: kind) }
          return try body(bytes)
        }
      }
    }
    return try outcome.get()
  }

  private func readHeader(_ id: ObjectID) throws(GitError) -> ObjectHeader {
    try reading(id) { engine throws(GitError) in try engine.header(of: id) }
  }

  /// Asks the engine; where a remote promises what is missing, git, which gets it.
  private func reading<Result>(
    _ id: ObjectID,
    _ body: (any RepositoryEngine) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    do throws(GitError) {
      do throws(GitError) {
        return try body(engine)
      } catch {
        guard error.code == .notFound, let lender = try promiseKeeper else { throw error }
        return try body(lender)
      }
    } catch {
      throw explained(error, reading: id)
    }
  }

  /// git itself, where it may get what is missing from the remote that promised it.
  private var promiseKeeper: (any RepositoryEngine)? {
    get throws(GitError) {
      if let lender { return lender }
      guard location.server != .git, location.mayFetch, try isPartialClone else { return nil }
      let lender = PlumbingEngine(location)
      self.lender = lender
      return lender
    }
  }

  private func wrongKind(
    _ id: ObjectID,
    is actual: ObjectKind?,
    not kind: ObjectKind
  ) -> GitError {
    GitError(
      code: .corrupt,
      message: "object \(id) is a \(actual?.rawValue ?? "thing of no known kind"), not a \(kind)",
      function: "git_odb_read"
    )
  }

  private func explained(_ error: GitError, reading id: ObjectID) -> GitError {
    guard error.code == .notFound else {
      return damaged(id, reason: error.message, function: error.function)
    }
    let hint: String
    if (try? isShallow) == true {
      hint = "this clone is shallow; get the rest of the history with: git fetch --unshallow"
    } else if (try? isPartialClone) == true {
      hint = "this clone is partial; get the object with: git cat-file -e \(id)"
    } else {
      hint = "check the repository with: git fsck"
    }
    return GitError(
      code: .notFound,
      message: "object \(id) is not in this repository",
      function: error.function,
      hint: hint
    )
  }

  private func damaged(_ id: ObjectID, reason: String, function: String) -> GitError {
    GitError(
      code: .corrupt,
      message: "cannot read object \(id): \(reason)",
      function: function,
      hint: "check the repository with: git fsck"
    )
  }
}
