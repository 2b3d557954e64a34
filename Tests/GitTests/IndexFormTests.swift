import Git
import TestSupport
import Testing

/// Indexes in other forms than one plain file with all entries.
struct IndexFormTests {
  enum Form: CaseIterable {
    case split
    case sparse
    case compressed
    case withoutChecksum
  }

  private struct Scene {
    let files: TemporaryRepository

    init(_ form: Form) throws {
      files = try TemporaryRepository()
      for name in ["in/a.md", "in/b.md", "out/c.md", "out/deep/d.md", "top.md"] {
        try files.write(name, name)
      }
      try files.commit("first")
      switch form {
      case .split:
        try files.git("config", "core.splitIndex", "true")
        try files.git("update-index", "--split-index")
        try files.write("in/new.md", "new")
        try files.git("add", "in/new.md")
      case .sparse:
        try files.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
      case .compressed:
        try files.git("update-index", "--index-version", "4")
      case .withoutChecksum:
        var bytes = try files.readBytes(".git/index")
        bytes.replaceSubrange((bytes.count - 20)..., with: [UInt8](repeating: 0, count: 20))
        try files.write(".git/index", bytes: bytes)
      }
    }

    /// What git lists: mode, id, stage and path of every file.
    func listed() throws -> [String] {
      try files.git("ls-files", "--stage").split(separator: "\n").map(String.init)
    }

    /// The letters of `git ls-files -t`: `S` is what a sparse checkout leaves out.
    func tags() throws -> [String] {
      try files.git("ls-files", "-t").split(separator: "\n").map { String($0.prefix(1)) }
    }
  }

  @Test(arguments: Form.allCases)
  func `every form is read as git reads it`(form: Form) throws {
    let scene = try Scene(form)
    let scan = try scene.files.open().indexScan(below: nil)
    let found = scan.entries.map { entry in
      "\(String(entry.mode.rawValue, radix: 8)) \(entry.id) \(entry.stage)\t\(entry.path)"
    }
    #expect(try found == scene.listed())
    #expect(try scan.entries.map { $0.isSkipWorktree ? "S" : "H" } == scene.tags())
  }

  @Test(arguments: Form.allCases)
  func `what the index knows of files stays known`(form: Form) throws {
    let scene = try Scene(form)
    let repository = try scene.files.open()
    let scan = try repository.indexScan(below: nil)
    let worktree = try Worktree(of: repository)
    for entry in scan.entries where !entry.isSkipWorktree {
      let file = try #require(try worktree.status(of: entry.path))
      #expect(entry.stat.size == UInt32(file.size))
      #expect(entry.stat.inode == UInt32(truncatingIfNeeded: file.inode))
    }
  }

  @Test(arguments: Form.allCases)
  func `a change of one entry leaves all others`(form: Form) throws {
    let scene = try Scene(form)
    let before = try scene.listed()
    let tags = try scene.tags()
    let repository = try scene.files.open()
    let blob = try scene.files.git("hash-object", "-w", "--stdin", input: "other")
    let id = try #require(ObjectID(hex: blob))
    let path = try #require(RepoPath("in/a.md"))
    let indexFile = repository.location.indexFile
    let lock = try LockFile(for: indexFile, token: "test")
    try lock.take(waiting: .zero)
    let draft = try IndexDraft(
      of: indexFile,
      changing: [path],
      worktree: Worktree(of: repository)
    )
    try draft.put(path, .file, id, nil)
    try draft.write(to: lock)
    try lock.commit()
    let expected = before.map { line in
      line.hasSuffix("\tin/a.md") ? "100644 \(blob) 0\tin/a.md" : line
    }
    #expect(try scene.listed() == expected)
    #expect(try scene.tags() == tags)
    let status = try scene.files.git("status", "--porcelain")
    #expect(status.contains("MM in/a.md"))
    #expect(!status.contains("out/"))
    #expect(try scene.files.git("fsck", "--strict", "--no-dangling").isEmpty)
  }

  @Test func `an index that changed since is read anew`() throws {
    let scene = try Scene(.split)
    let repository = try scene.files.open()
    let first = try repository.indexScan(below: nil)
    try scene.files.write("in/later.md", "later")
    try scene.files.git("add", "in/later.md")
    let second = try repository.indexScan(below: nil)
    #expect(second.entries.count == first.entries.count + 1)
  }

  @Test func `no hook and no monitor of the repository is run to join an index`() throws {
    let scene = try Scene(.split)
    let files = scene.files
    try files.write(".git/hooks/post-index-change", "#!/bin/sh\ntouch ran\n", executable: true)
    try files.write("monitor", "#!/bin/sh\ntouch ran\n", executable: true)
    try files.git("config", "core.fsmonitor", files.root.appending("monitor").string)
    try files.remove(".git/hooks/post-index-change")
    let repository = try files.open()
    try files.write(".git/hooks/post-index-change", "#!/bin/sh\ntouch ran\n", executable: true)
    if files.exists("ran") { try files.remove("ran") }
    #expect(try repository.indexScan(below: nil).entries.count == 6)
    #expect(!files.exists("ran"))
  }

  @Test func `a kind of index that git does not know either is refused in words`() throws {
    let files = try TemporaryRepository()
    try files.write("a.md", "a")
    try files.git("add", ".")
    var bytes = try files.readBytes(".git/index")
    bytes.replaceSubrange(4..<8, with: [0, 0, 0, 9])
    bytes.replaceSubrange((bytes.count - 20)..., with: [UInt8](repeating: 0, count: 20))
    try files.write(".git/index", bytes: bytes)
    let error = #expect(throws: GitError.self) { try files.open().indexScan(below: nil) }
    #expect(error?.code == .unsupported)
    #expect(error?.hint != nil)
  }
}
