import SystemPackage

extension PlumbingEngine {
  func header(of id: ObjectID) throws(GitError) -> ObjectHeader {
    try asking(id) { () throws(GitError) in
      try ask(["cat-file", "--batch-check"], Array("\(id)\n".utf8)) { git throws(GitError) in
        try header(of: id, from: git)
      }
    }
  }

  func withObject<Result>(
    _ id: ObjectID,
    _ body: (ObjectKind?, UnsafeRawBufferPointer) -> Result
  ) throws(GitError) -> Result {
    let (kind, bytes) = try asking(id) { () throws(GitError) in
      try ask(["cat-file", "--batch"], Array("\(id)\n".utf8)) { git throws(GitError) in
        guard let header = try header(of: id, from: git), let bytes = git.bytes(header.size),
          git.bytes(1) != nil
        else { return nil as (ObjectKind?, [UInt8])? }
        return (header.kind, bytes)
      }
    }
    // git streams a blob without a look at what it reads.
    guard let kind, try hashObject(kind, bytes) == id else {
      throw GitError(
        code: .corrupt,
        message: "its content does not match its name",
        function: "git cat-file"
      )
    }
    return bytes.withUnsafeBytes { body(kind, $0) }
  }

  /// The line before an object: name, kind and size, or `missing`; nil where git ended.
  private func header(
    of id: ObjectID,
    from git: GitConversation
  ) throws(GitError) -> ObjectHeader? {
    guard let line = git.line() else { return nil }
    let words = line.split(separator: " ")
    if words.count == 3, let size = Int(words[2]), size >= 0 {
      return ObjectHeader(kind: ObjectKind(rawValue: String(words[1])), size: size)
    }
    // What is damaged is missing for git as well, but it says so.
    guard git.hasComplained else {
      throw GitError(code: .notFound, message: "no such object", function: "git cat-file")
    }
    throw GitError(code: .generic, message: git.end(), function: "git cat-file")
  }

  /// Tells what is missing from what is damaged, where git had something to say.
  private func asking<Answer>(
    _ id: ObjectID,
    _ question: () throws(GitError) -> Answer
  ) throws(GitError) -> Answer {
    do throws(GitError) {
      return try question()
    } catch {
      guard error.code == .generic else { throw error }
      // Then it was the remote that did not keep its promise.
      let isPromised = (try? readConfiguration().isPartialClone) == true
      throw GitError(
        code: isPromised ? .notFound : .corrupt,
        message: error.message,
        function: error.function
      )
    }
  }

  // MARK: - Writing

  func write(_ objects: [NewObject]) throws(GitError) {
    guard !objects.isEmpty else { return }
    let isSmall = objects.count <= ObjectBatch.looseLimit
    let words = isSmall ? ["unpack-objects", "-q"] : ["index-pack", "--stdin"]
    let answer = try location.git(
      words,
      input: try packStream(of: objects),
      environment: location.inertEnvironment(
        nil,
        // The first is what git 2.36 and later read, the second what earlier ones do.
        adding: [("core.fsync", "objects"), ("core.fsyncObjectFiles", "true")]
      )
    )
    guard answer.status == 0 else {
      throw GitError(
        code: .generic,
        message: "cannot write objects: \(answer.complaint)",
        function: "git \(words[0])"
      )
    }
    // git waits for its files; that their names are on the disk, it leaves to chance.
    let folder = location.objectDirectory
    let folders =
      isSmall
      ? Set(objects.map { String($0.id.hex.prefix(2)) }).sorted().map { folder.appending($0) }
      : [folder.appending("pack")]
    // Nothing stands loose that a pack held before.
    for folder in folders where fileExists(folder) { try synchronizeFolder(folder) }
    try synchronizeFolder(folder)
  }
}
