import Clibgit2

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
    // Nearly all objects are packed, and a pack tells at once; a file costs a call of the system.
    let packs = try packs
    if packs.hold(id) {
      do throws(GitError) {
        return try packs.lend { packs throws(GitError) in
          try withObject(id, kind: kind, of: packs, body)
        }
      } catch {
        // A damaged pack is no reason to give up: there may be a file, too.
      }
    }
    // Loose objects are not left to libgit2 1.5: it never comes back from one that is cut off.
    switch try readLooseObject(id) {
    case .absent:
      return try withDatabase { database throws(GitError) in
        try withObject(id, kind: kind, of: database, body)
      }
    case .whole(let object):
      guard object.kind == kind else { throw wrongKind(id, is: object.kind, not: kind) }
      return try object.bytes.withUnsafeBufferPointer { bytes throws(GitError) in
        try body(UnsafeRawBufferPointer(bytes))
      }
    case .damaged(let reason):
      do throws(GitError) {
        // The packs may be new ones by now.
        return try objectFolders.packs().lend { packs throws(GitError) in
          try withObject(id, kind: kind, of: packs, body)
        }
      } catch {
        guard error.code == .notFound else { throw error }
        throw damaged(id, reason: reason, function: "inflate")
      }
    }
  }

  private var packs: ObjectPacks {
    get throws(GitError) {
      if let knownPacks { return knownPacks }
      let packs = try objectFolders.packs()
      knownPacks = packs
      return packs
    }
  }

  private func withObject<Result>(
    _ id: ObjectID,
    kind: ObjectKind,
    of database: OpaquePointer,
    _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    var oid = id.oid
    let object: Handle
    do throws(GitError) {
      object = try Handle("git_odb_read", freeing: git_odb_object_free) {
        git_odb_read(&$0, database, &oid)
      }
    } catch {
      throw explained(error, reading: id)
    }
    return try object.lend { object throws(GitError) -> Result in
      let actual = ObjectKind(git_odb_object_type(object))
      guard actual == kind else { throw wrongKind(id, is: actual, not: kind) }
      let bytes = UnsafeRawBufferPointer(
        start: git_odb_object_data(object),
        count: git_odb_object_size(object)
      )
      return try body(bytes)
    }
  }

  private func readLooseObject(_ id: ObjectID) throws(GitError) -> LooseObject.Reading {
    var worst = LooseObject.Reading.absent
    for folder in objectFolders.all {
      let reading = try LooseObject.read(id, in: folder)
      if case .whole = reading { return reading }
      if case .damaged = reading { worst = reading }
    }
    return worst
  }

  private func readHeader(
    _ id: ObjectID
  ) throws(GitError) -> (kind: ObjectKind?, size: Int) {
    var oid = id.oid
    var size = 0
    var type = GIT_OBJECT_INVALID
    do throws(GitError) {
      try withDatabase { database throws(GitError) -> Void in
        let result = git_odb_read_header(&size, &type, database, &oid)
        try check("git_odb_read_header", result)
      }
    } catch {
      throw explained(error, reading: id)
    }
    return (ObjectKind(type), size)
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
