import Git
import TestSupport
import Testing

struct RepositoryObjectsTests {
  @Test func `a blob comes back byte for byte`() throws {
    let repository = try TemporaryRepository()
    let open = try repository.open()
    for bytes: [UInt8] in [[], [0], Array("Zeile\r\n\u{FEFF}".utf8), [0xff, 0xfe, 0, 10]] {
      let id = try repository.store("blob", bytes)
      #expect(try open.readBlob(id) == bytes)
      #expect(try open.blobSize(id) == bytes.count)
      #expect(try open.objectKind(id) == .blob)
      #expect(try hashBlob(bytes) == id)
    }
  }

  @Test func `a blob beyond the limit is not read`() throws {
    let repository = try TemporaryRepository()
    let id = try repository.blob("12345")
    let open = try repository.open()
    #expect(try open.readBlob(id, limit: 5).count == 5)
    let error = #expect(throws: GitError.self) { try open.readBlob(id, limit: 4) }
    #expect(error?.code == .limit)
  }

  @Test func `a missing object is not there, and says what to do`() throws {
    let repository = try TemporaryRepository()
    let open = try repository.open()
    let id = try #require(ObjectID(hex: String(repeating: "12", count: 20)))
    #expect(try open.objectKind(id) == nil)
    let error = #expect(throws: GitError.self) { try open.readBlob(id) }
    #expect(error?.code == .notFound)
    #expect(error?.hint?.contains("git fsck") == true)
  }

  @Test func `an object written later by git is found`() throws {
    let repository = try TemporaryRepository()
    let open = try repository.open()
    #expect(try open.objectKind(hashBlob(Array("later".utf8))) == nil)
    let id = try repository.blob("later")
    #expect(try open.objectKind(id) == .blob)
    try repository.write("a", "packed")
    let commit = try repository.commit()
    try repository.git("gc", "--quiet")
    #expect(try open.readCommit(commit).subject == "change")
  }

  @Test func `an object of another kind is refused`() throws {
    let repository = try TemporaryRepository()
    let commit = try repository.commit()
    let open = try repository.open()
    for read in [
      { _ = try open.readBlob(commit) }, { _ = try open.blobSize(commit) },
      { _ = try open.readTree(commit) },
    ] {
      let error = #expect(throws: GitError.self) { try read() }
      #expect(error?.code == .corrupt)
      #expect(error?.message.contains("is a commit") == true)
    }
  }

  @Test func `a damaged object is corrupt, not missing`() throws {
    let repository = try TemporaryRepository()
    let id = try repository.blob("some text that is long enough")
    let place = ".git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
    try repository.git("config", "gc.auto", "0")
    let bytes = try repository.readBytes(place)
    let open = try repository.open()
    let other = try repository.store("blob", Array("x".utf8))
    let foreign = try repository.readBytes(
      ".git/objects/\(other.hex.prefix(2))/\(other.hex.dropFirst(2))"
    )
    for damaged in [Array(bytes.prefix(12)), [], [1, 2, 3], foreign] {
      try repository.remove(place)
      try repository.write(place, bytes: damaged)
      let error = #expect(throws: GitError.self) { try open.readBlob(id) }
      #expect(error?.code == .corrupt)
    }
  }

  @Test func `a commit is read as git shows it`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("first")
    try repository.write("a", "a")
    let second = try repository.commit("subject of\ntwo lines\n\nand a body\n")
    let commit = try repository.open().readCommit(second)
    #expect(commit.id == second)
    #expect(commit.parentIDs == [first])
    #expect(commit.treeID == (try repository.id("HEAD^{tree}")))
    #expect(commit.author.name == "Ada Author")
    #expect(commit.committer.email == "carl@example.com")
    #expect(String(commit.committer.seconds) == (try repository.git("log", "-1", "--format=%ct")))
    #expect(commit.subject == (try repository.git("log", "-1", "--format=%s")))
    #expect(String(decoding: commit.message, as: UTF8.self).hasSuffix("and a body\n"))
  }

  @Test(arguments: [
    "author A <a@x> -5 +0000\ncommitter C <c@x> 99999999999 +9999",
    "author A <a@x> 99999999999999999999999 +0000\ncommitter C <c@x> 1 -99999999999",
    "author <> 1 +0000\ncommitter  1 +0000",
    "author\ncommitter",
    "committer C <c@x> 1 +0000",
    "author A <b <c> d> 12 +0130\ncommitter \u{1} <\u{7f}> x y",
    "author A <a@x> 1 +0000\ntree 4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "gpgsig -----BEGIN\n author X <x@x> 5 +0000\n -----END\nauthor B <b@x> 1 +0000",
    "",
  ])
  func `odd dates and identities are read without a crash`(_ header: String) throws {
    let repository = try TemporaryRepository()
    let id = try repository.commit(header: header, message: "m\0essage\n")
    let commit = try repository.open().readCommit(id)
    #expect(commit.message.contains(0) || header.isEmpty)
    #expect(commit.author.seconds >= 0)
  }

  @Test(arguments: ["", "tree 12\n", "author A <a@x> 1 +0000\n", "tree \n\n"])
  func `a commit without a tree is corrupt`(_ text: String) throws {
    let repository = try TemporaryRepository()
    let id = try repository.store("commit", Array(text.utf8))
    let open = try repository.open()
    let error = #expect(throws: GitError.self) { try open.readCommit(id) }
    #expect(error?.code == .corrupt)
  }

  @Test func `tags are followed to their commit`() throws {
    let repository = try TemporaryRepository()
    let commit = try repository.commit()
    try repository.git("tag", "-m", "one", "one")
    try repository.git("tag", "-m", "two", "two", "one")
    let open = try repository.open()
    #expect(try open.commitID(peeling: repository.id("two")) == commit)
    try repository.git("tag", "-m", "tree", "tree", "HEAD^{tree}")
    let error = #expect(throws: GitError.self) {
      try open.commitID(peeling: repository.id("tree"))
    }
    #expect(error?.code == .corrupt)
  }

  @Test func `what a shallow clone lacks is named so`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("first")
    let second = try repository.commit("second")
    let url = "file://\(repository.root.string)"
    try repository.git("clone", "--quiet", "--depth=1", url, "../shallow")
    let open = try repository.location(in: "../shallow").open()
    #expect(try open.isShallow)
    #expect(try open.shallowBoundary == [second])
    #expect(try open.readCommit(second).parentIDs == [first])
    let error = #expect(throws: GitError.self) { try open.readCommit(first) }
    #expect(error?.code == .notFound)
    #expect(error?.hint?.contains("--unshallow") == true)
    #expect(try repository.open().isShallow == false)
  }

  @Test func `what a partial clone lacks is fetched by git, unless that is forbidden`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a", "text")
    try repository.commit()
    try repository.git("config", "uploadpack.allowFilter", "true")
    try repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
    let url = "file://\(repository.root.string)"
    let options = ["--quiet", "--no-checkout", "--filter=blob:none"]
    try repository.run(["clone"] + options + [url, "../partial"])
    let blob = try repository.id("HEAD:a")
    let location = try repository.location(in: "../partial")
    if testedEngine == nil {
      var environment = repository.environment
      environment["GIT_NO_LAZY_FETCH"] = "1"
      let strict = try RepositoryLocation.discover(
        from: repository.sandbox.appending("partial"),
        environment: environment
      )
      .open()
      #expect(try strict.isPartialClone)
      let error = #expect(throws: GitError.self) { try strict.readBlob(blob) }
      #expect(error?.code == .notFound)
      #expect(error?.hint?.contains("partial") == true)
    }
    let open = try location.open()
    #expect(try open.readBlob(blob) == Array("text".utf8))
    // What no remote has either is missing, and nothing worse.
    let absent = try hashBlob(Array("nobody has this".utf8))
    let error = #expect(throws: GitError.self) { try open.readBlob(absent) }
    #expect(error?.code == .notFound)
  }
}
