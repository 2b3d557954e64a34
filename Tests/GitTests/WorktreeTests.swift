import Git
import Glibc
import SystemPackage
import TestSupport
import Testing

struct WorktreeTests {
  private struct Scene {
    let files: TemporaryRepository
    let worktree: Worktree

    init() throws {
      files = try TemporaryRepository()
      try files.write("a/b.md", "old\n")
      worktree = try Worktree(of: files.open())
    }

    func path(_ text: String) throws -> RepoPath { try #require(RepoPath(text)) }

    func place(_ text: String) -> String { files.root.pushing(FilePath(text)).string }

    /// What `path` holds now, as what is expected of it.
    func seen(_ text: String) throws -> Worktree.Expected {
      guard let found = try worktree.read(path(text)) else { return .absent }
      return .file(found.file, found.bytes)
    }

    @discardableResult
    func write(
      _ text: String,
      to name: String,
      expecting: Worktree.Expected,
      number: Int = 0
    ) throws -> Bool {
      let temporary = ".agentsync-tmp-1-x-\(number)"
      let change = try worktree.prepare(
        Array(text.utf8),
        for: path(name),
        isExecutable: false,
        temporary: temporary,
        expecting: expecting
      )
      do throws(GitError) {
        try worktree.put(change)
      } catch {
        guard error.code == .modified else { throw error }
        return false
      }
      try worktree.finish(path(name), temporary: temporary, isRemoval: false)
      try worktree.synchronizeFolders()
      return true
    }

    func names(_ folder: String = ".") throws -> [String] {
      let found = try runProgram(
        ["find", folder, "-not", "-path", "./.git*"],
        in: files.root,
        input: nil,
        environment: nil
      )
      return String(decoding: found.output, as: UTF8.self).split(separator: "\n").map(String.init)
        .sorted()
    }
  }

  @Test func `a new file comes with its folders`() throws {
    let scene = try Scene()
    try scene.write("new\n", to: "x/y/z.md", expecting: .absent)
    #expect(try scene.files.read("x/y/z.md") == "new\n")
    #expect(try scene.names() == [".", "./a", "./a/b.md", "./x", "./x/y", "./x/y/z.md"])
  }

  @Test func `an old file is replaced and keeps its permissions`() throws {
    let scene = try Scene()
    chmod(scene.place("a/b.md"), 0o640)
    try scene.write("new\n", to: "a/b.md", expecting: scene.seen("a/b.md"))
    #expect(try scene.files.read("a/b.md") == "new\n")
    #expect(try scene.worktree.status(of: scene.path("a/b.md"))?.permissions == 0o640)
    #expect(try scene.names("a") == ["a", "a/b.md"])
  }

  @Test func `a file that appeared meanwhile stays`() throws {
    let scene = try Scene()
    #expect(try !scene.write("new\n", to: "a/b.md", expecting: .absent))
    #expect(try scene.files.read("a/b.md") == "old\n")
  }

  @Test func `a file that changed meanwhile stays, even with the same size and time`() throws {
    let scene = try Scene()
    let seen = try scene.seen("a/b.md")
    guard case .file(let file, _) = seen else { return }
    try scene.files.write("a/b.md", "OLD\n")
    let time = timespec(tv_sec: Int(file.modified.seconds), tv_nsec: Int(file.modified.nanoseconds))
    utimensat(AT_FDCWD, scene.place("a/b.md"), [time, time], 0)
    #expect(try !scene.write("new\n", to: "a/b.md", expecting: seen))
    #expect(try scene.files.read("a/b.md") == "OLD\n")
  }

  @Test func `a removal takes emptied folders along`() throws {
    let scene = try Scene()
    try scene.files.write("keep.md", "x\n")
    let change = try scene.worktree.prepareRemoval(
      of: scene.path("a/b.md"),
      temporary: ".agentsync-tmp-1-x-0",
      expecting: scene.seen("a/b.md")
    )
    try scene.worktree.put(change)
    try scene.worktree.finish(change.path, temporary: ".agentsync-tmp-1-x-0", isRemoval: true)
    #expect(try scene.names() == [".", "./keep.md"])
  }

  @Test(arguments: ["link/x.md", "link", "a/out/x.md", "dangling/x.md", "a/b.md/x.md"])
  func `nothing is written beyond a link or a file`(name: String) throws {
    let scene = try Scene()
    try scene.files.write("../outside/keep.md", "outside\n")
    try scene.files.link("link", to: "../outside")
    try scene.files.link("a/out", to: scene.files.sandbox.appending("outside").string)
    try scene.files.link("dangling", to: "nowhere")
    let before = try scene.names("../outside")
    #expect { try scene.write("new\n", to: name, expecting: scene.seen(name)) } throws: {
      ($0 as? GitError)?.code == .notPlainFile
    }
    #expect(try scene.names("../outside") == before)
  }

  @Test func `without openat2 the answers are the same`() throws {
    let scene = try Scene()
    scene.worktree.openSingly()
    try scene.files.link("link", to: "a")
    try scene.write("new\n", to: "x/y.md", expecting: .absent)
    try scene.write("newer\n", to: "x/y.md", expecting: scene.seen("x/y.md"))
    #expect(try scene.files.read("x/y.md") == "newer\n")
    #expect(try scene.worktree.status(of: scene.path("no/such")) == nil)
    for name in ["link/b.md", "a/b.md/c"] {
      #expect { try scene.worktree.status(of: scene.path(name)) } throws: {
        ($0 as? GitError)?.code == .notPlainFile
      }
    }
  }

  @Test func `pipes and folders are never opened`() throws {
    let scene = try Scene()
    #expect(mkfifo(scene.place("pipe"), 0o644) == 0)
    for name in ["pipe", "a"] {
      #expect { try scene.worktree.read(scene.path(name)) } throws: {
        ($0 as? GitError)?.code == .notPlainFile
      }
    }
  }

  @Test func `a file with two names is not written`() throws {
    let scene = try Scene()
    link(scene.place("a/b.md"), scene.place("second.md"))
    #expect { try scene.write("x\n", to: "a/b.md", expecting: scene.seen("a/b.md")) } throws: {
      ($0 as? GitError)?.code == .notPlainFile
    }
    #expect(try scene.files.read("second.md") == "old\n")
  }

  @Test func `names that are no UTF-8 are taken byte for byte`() throws {
    let scene = try Scene()
    let path = try #require(RepoPath([0x66, 0xE4, 0x2F, 0xFF] as [UInt8]))
    let change = try scene.worktree.prepare(
      Array("x\n".utf8),
      for: path,
      isExecutable: true,
      temporary: ".agentsync-tmp-1-x-0",
      expecting: .absent
    )
    try scene.worktree.put(change)
    #expect(try scene.worktree.read(path)?.bytes == Array("x\n".utf8))
    #expect(try scene.worktree.status(of: path)?.isExecutable == true)
    #expect(try scene.files.git("ls-files", "-o").contains("f\\344/\\377"))
  }

  @Test func `a path swapped for a link again and again is never followed`() throws {
    let scene = try Scene()
    let root = scene.files.root.string
    try scene.files.write("../outside/keep.md", "outside\n")
    try scene.files.write("real/keep.md", "inside\n")
    let swapper = Background { isOver in
      while !isOver() {
        rename("\(root)/real", "\(root)/aside")
        symlink("../outside", "\(root)/real")
        unlink("\(root)/real")
        rename("\(root)/aside", "\(root)/real")
        usleep(500)
      }
    }
    for number in 0..<2000 {
      do {
        let seen = try scene.seen("real/keep.md")
        guard seen != .absent else { continue }
        // A write that the swap cut short leaves its temporary file to the journal.
        try scene.write("\(number)\n", to: "real/keep.md", expecting: seen, number: number)
      } catch {
        let code = try #require((error as? GitError)?.code)
        #expect(code == .notPlainFile || code == .system || code == .modified)
      }
    }
    swapper.end()
    // How many got through is the machine's affair; once it is quiet, they do.
    let last = try scene.seen("real/keep.md")
    #expect(try scene.write("last\n", to: "real/keep.md", expecting: last, number: 2000))
    #expect(try scene.names("../outside") == ["../outside", "../outside/keep.md"])
    #expect(try scene.files.read("../outside/keep.md") == "outside\n")
  }

  @Test func `an editor that saves again and again loses no text`() throws {
    let scene = try Scene()
    let place = scene.place("a/b.md")
    let draft = scene.place("draft")
    try scene.files.write("a/b.md", "editor 0\n")
    let saved = Counter()
    let editor = Background { isOver in
      while !isOver() {
        guard let file = fopen(draft, "w") else { continue }
        fputs("editor \(saved.increment())\n", file)
        fclose(file)
        rename(draft, place)
      }
    }
    for number in 0..<300 {
      let seen = try scene.seen("a/b.md")
      if try !scene.write("tool \(number)\n", to: "a/b.md", expecting: seen) {
        unlink(scene.place("a/.agentsync-tmp-1-x-0"))
      }
    }
    editor.end()
    let text = try scene.files.read("a/b.md")
    #expect(text.hasPrefix("tool ") || text == "editor \(saved.value)\n")
  }
}
