import AgentModel
import Foundation
import Git
import Glibc
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import AgentSync

/// What may stand where an output belongs: rows 31 to 33 of the table of bad input.
struct ObstacleBadInputTests {
  /// A file outside of the repository, with what must stay as it is: its bytes, its inode.
  private struct Outsider {
    let path: FilePath
    let inode: UInt64
    let text: String

    init(_ path: FilePath, _ text: String = "secret\n") throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path.string))
      self.path = path
      self.text = text
      inode = try #require(LockFile.identity(of: path)?.inode)
    }

    func expectUntouched(_ location: SourceLocation = #_sourceLocation) {
      let bytes = FileManager.default.contents(atPath: path.string) ?? Data()
      #expect(String(decoding: bytes, as: UTF8.self) == text, sourceLocation: location)
      #expect(LockFile.identity(of: path)?.inode == inode, sourceLocation: location)
    }
  }

  /// Expects that `ada` is written and `eve` left out, with exit 2 and nothing odd in the commit.
  private func expectLeftOut(
    _ library: BadInputLibrary,
    _ code: Problem.Code,
    _ verdict: Verdict = .conflict,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == verdict, sourceLocation: location)
    let row = outcome.plan.rows.first { $0.agentID == "eve" }
    #expect(row?.state == .kept, sourceLocation: location)
    #expect(row?.problem?.code == code, "\(String(describing: row))", sourceLocation: location)
    let text = try library.repository.git("show", "HEAD:" + Team.prompt("ada"))
    #expect(text.contains("Line two of ada."), sourceLocation: location)
    let subject = try library.repository.git("log", "-1", "--format=%s")
    #expect(subject.hasPrefix("agentsync: sync 1 agent"), sourceLocation: location)
    let again = try library.team.sync()
    #expect(again.applied == nil, sourceLocation: location)
    #expect(again.plan.syncVerdict == verdict, sourceLocation: location)
  }

  /// A library with `ada` and `eve`, synced if asked, and then both changed.
  private func makeLibrary(synced: Bool, path: String? = nil) throws -> BadInputLibrary {
    let library = try BadInputLibrary(files: ["agents/eve.md": Team.text("eve")])
    if synced { try library.team.sync() }
    for name in ["ada", "eve"] {
      try library.team.edit("agents/\(name).md", "Line 2 of \(name).", "Line two of \(name).")
    }
    try library.team.commit("both change")
    return library
  }

  // Row 31
  @Test(arguments: [false, true])
  func `an output that is a symbolic link in the tree is left out`(_ synced: Bool) throws {
    for target in ["../../../outside", "nowhere", "../..", "/etc/passwd"] {
      let library = try makeLibrary(synced: synced)
      let outsider = try Outsider(library.repository.sandbox.appending("outside"))
      if synced { try library.repository.remove(Team.prompt("eve")) }
      try library.repository.link(Team.prompt("eve"), to: target)
      try library.team.commit("a link")
      try expectLeftOut(library, .symbolicLink, .findings)
      outsider.expectUntouched()
      #expect(try library.repository.git("ls-tree", "HEAD", Team.prompt("eve")).hasPrefix("120000"))
    }
  }

  // Row 31
  @Test(arguments: [false, true])
  func `an output that is a symbolic link in the work tree is left out`(_ synced: Bool) throws {
    for target in ["../../../outside", "nowhere", "../.."] {
      let library = try makeLibrary(synced: synced)
      let outsider = try Outsider(library.repository.sandbox.appending("outside"))
      if synced { try library.repository.remove(Team.prompt("eve")) }
      try library.repository.link(Team.prompt("eve"), to: target)
      try expectLeftOut(library, .notAPlainFile)
      outsider.expectUntouched()
    }
  }

  // Row 31
  @Test(arguments: ["tree", "work tree"])
  func `a folder above outputs that is a symbolic link keeps all of them out`(_ place: String)
    throws
  {
    for (synced, link) in [(true, ".github/prompts"), (true, ".github"), (false, ".github")] {
      let library = try makeLibrary(synced: synced)
      let outside = library.repository.sandbox.appending("elsewhere")
      let below = outside.appending("prompts")
      try FileManager.default.createDirectory(
        atPath: below.string,
        withIntermediateDirectories: true
      )
      let outsider = try Outsider(outside.appending("ada.prompt.md"))
      let inner = try Outsider(below.appending("ada.prompt.md"))
      if synced { try library.repository.remove(link) }
      try library.repository.link(link, to: outside.string)
      if place == "tree" { try library.team.commit("a link") }
      let head = try library.repository.id("HEAD")
      let outcome = try library.team.sync()
      let isInTree = place == "tree"
      #expect(outcome.plan.syncVerdict == (isInTree ? .findings : .conflict))
      #expect(outcome.plan.rows.allSatisfy { $0.state == .kept })
      #expect(outcome.applied == nil)
      #expect(try library.repository.id("HEAD") == head)
      outsider.expectUntouched()
      inner.expectUntouched()
      let names = try FileManager.default.subpathsOfDirectory(atPath: outside.string)
      #expect(names.sorted() == ["ada.prompt.md", "prompts", "prompts/ada.prompt.md"])
    }
  }

  // Row 31
  @Test(arguments: [".agentsync", ".agentsync/registry", ".agentsync/registry/ada.json"])
  func `a link where the records belong is never followed`(_ path: String) throws {
    for isCommitted in [false, true] {
      let library = try BadInputLibrary()
      let outside = library.repository.sandbox.appending("elsewhere")
      try FileManager.default.createDirectory(
        atPath: outside.string,
        withIntermediateDirectories: true
      )
      let outsider = try Outsider(outside.appending("ada.json"))
      let target = path.hasSuffix(".json") ? outside.appending("ada.json") : outside
      try library.repository.link(path, to: target.string)
      if isCommitted { try library.team.commit("a link") }
      let outcome = try library.team.sync()
      #expect(outcome.plan.syncVerdict >= .conflict)
      #expect(outcome.applied == nil)
      #expect(!library.repository.exists(Team.prompt("ada")))
      outsider.expectUntouched()
      #expect(try FileManager.default.contentsOfDirectory(atPath: outside.string) == ["ada.json"])
    }
  }

  // Row 32
  @Test func `a folder swapped for a link while a sync writes leads nothing outside`() throws {
    let library = try BadInputLibrary()
    try library.team.sync()
    let repository = library.repository
    let outside = repository.sandbox.appending("elsewhere")
    try FileManager.default.createDirectory(
      atPath: outside.string,
      withIntermediateDirectories: true
    )
    let outsider = try Outsider(outside.appending("ada.prompt.md"))
    let swap = FolderSwap(
      folder: repository.root.pushing(".github/prompts"),
      aside: repository.root.pushing(".github/aside"),
      target: outside
    )
    let swapper = Thread { swap.run() }
    swapper.start()
    for number in 0..<12 {
      try repository.write("agents/ada.md", Team.text("ada", lines: ["Change \(number)."]))
      // Only the source: what stands at the output's place changes all the time.
      try repository.git("add", "agents/ada.md")
      try repository.git("commit", "--quiet", "-m", "change")
      do {
        try library.team.sync()
      } catch let problem as Problem {
        let expected: Set<Problem.Code> = [
          .worktreeConflict, .notAPlainFile, .cannotWrite, .staleBase, .ioFailure, .locked,
        ]
        #expect(expected.contains(problem.code), "\(problem)")
      }
      outsider.expectUntouched()
    }
    swap.stop()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: outside.string) == ["ada.prompt.md"]
    )
    _ = try library.team.sync()
    _ = try repository.git("fsck", "--strict")
  }

  // Row 33
  @Test(arguments: ["folder", "full folder", "fifo", "socket", "hard link", "device"])
  func `an output that is no plain file of its own is left out`(_ kind: String) throws {
    for synced in [false, true] {
      let library = try makeLibrary(synced: synced)
      let repository = library.repository
      let path = repository.root.pushing(FilePath(Team.prompt("eve")))
      if synced { try repository.remove(Team.prompt("eve")) }
      try repository.write(".github/prompts/.keep", "")
      let outsider = try Outsider(repository.sandbox.appending("outside"))
      switch kind {
      case "folder":
        try FileManager.default.createDirectory(
          atPath: path.string,
          withIntermediateDirectories: true
        )
      case "full folder": try repository.write(Team.prompt("eve") + "/x", "x")
      case "fifo": #expect(mkfifo(path.string, 0o644) == 0)
      case "socket": try makeSocket(at: path)
      case "hard link": #expect(link(outsider.path.string, path.string) == 0)
      default:
        // Only the superuser can make one: the null device.
        guard geteuid() == 0, mknod(path.string, S_IFCHR | 0o644, 0x103) == 0 else { return }
      }
      let before = LockFile.identity(of: path)?.inode
      // Another text in a hard link is in the way as any other would be.
      let code: Problem.Code = synced ? .worktreeConflict : .untrackedInTheWay
      try expectLeftOut(library, kind == "hard link" ? code : .notAPlainFile)
      #expect(LockFile.identity(of: path)?.inode == before)
      outsider.expectUntouched()
    }
  }

  // Row 33
  @Test func `a hard link with the text that HEAD has is left out too`() throws {
    let library = try makeLibrary(synced: true)
    let path = library.repository.root.pushing(FilePath(Team.prompt("eve")))
    let other = library.repository.sandbox.appending("other")
    #expect(link(path.string, other.string) == 0)
    let text = try library.repository.read(Team.prompt("eve"))
    try expectLeftOut(library, .notAPlainFile)
    #expect(FileManager.default.contents(atPath: other.string) == Data(text.utf8))
    #expect(LockFile.identity(of: path)?.inode == LockFile.identity(of: other)?.inode)
  }

  private func makeSocket(at path: FilePath) throws {
    // The path of a socket must be short: its folder is named by a descriptor.
    let folder = open(path.removingLastComponent().string, O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    let short = "/proc/self/fd/\(folder)/\(path.lastComponent?.string ?? "")"
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: short.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    #expect(result == 0)
  }
}

/// Puts a link in the place of a folder, and the folder back, as fast as it can.
private final class FolderSwap: Sendable {
  private let folder: FilePath
  private let aside: FilePath
  private let target: FilePath
  private let isEnding = Flag()
  private let hasEnded = DispatchSemaphore(value: 0)

  init(folder: FilePath, aside: FilePath, target: FilePath) {
    self.folder = folder
    self.aside = aside
    self.target = target
  }

  func run() {
    while !isEnding.isSet {
      guard rename(folder.string, aside.string) == 0 else { continue }
      symlink(target.string, folder.string)
      usleep(300)
      unlink(folder.string)
      while rename(aside.string, folder.string) != 0, !isEnding.isSet { usleep(10) }
      usleep(700)
    }
    rename(aside.string, folder.string)
    hasEnded.signal()
  }

  func stop() {
    isEnding.set()
    hasEnded.wait()
  }
}

private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)
  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}
