import AgentModel
import AgentSync
import Git
import TestSupport
import Testing

import struct SystemPackage.FilePath

/// A repository with some outputs, and the way from a wish to a request.
struct ApplyFixture {
  let files: TemporaryRepository

  /// The files that each repository begins with.
  static let base = [
    "agents/ada.md": "# Ada\n",
    "out/ada.md": "one\ntwo\nthree\nfour\nfive\n",
    "out/bob.md": "bob\n",
    "out/old/gone.md": "gone\n",
  ]

  init(committing: Bool = true) throws {
    files = try TemporaryRepository()
    guard committing else { return }
    for (path, text) in ApplyFixture.base { try files.write(path, text) }
    try files.commit("base")
  }

  func open() throws -> Repository { try files.open() }

  /// Opens a repository in a process that has made none, as blind to the machine as the others.
  static func open(_ place: String, _ environment: [String: String]) throws -> Repository {
    Libgit2.ignoreUserConfiguration()
    return try RepositoryLocation.discover(from: FilePath(place), environment: environment).open()
  }

  /// A change from what HEAD holds to a text; nil removes the file.
  func change(_ path: String, to text: String?, mode: Git.FileMode = .file) throws -> FileChange {
    try ApplyFixture.change(path, to: text, mode: mode, in: open())
  }

  /// A change from what HEAD holds to a text; nil removes the file.
  static func change(
    _ path: String,
    to text: String?,
    mode: Git.FileMode = .file,
    in repository: Repository
  ) throws -> FileChange {
    let path = try #require(RepoPath(path))
    let head = try repository.head().commitID
    let entry = try head.flatMap {
      try repository.entry(at: path, in: repository.readCommit($0).treeID)
    }
    return FileChange(
      path: path,
      before: entry.map { TreeItem(mode: $0.mode, objectID: $0.id) },
      after: text.map { FileChange.After(bytes: Array($0.utf8), mode: mode) },
      role: .output
    )
  }

  /// The changes that most tests make: one text edited, one new, one removed.
  func usualChanges() throws -> [FileChange] {
    try ApplyFixture.usualChanges(in: open())
  }

  /// The changes that most tests make: one text edited, one new, one removed.
  static func usualChanges(in repository: Repository) throws -> [FileChange] {
    [
      try change("out/ada.md", to: "one\ntwo\n3\nfour\nfive\n", in: repository),
      try change("out/new/cid.md", to: "cid\n", in: repository),
      try change("out/old/gone.md", to: nil, in: repository),
    ]
  }

  func request(
    _ changes: [FileChange],
    _ destination: Destination = .commit,
    in repository: Repository
  ) throws -> ApplyRequest {
    try ApplyFixture.request(changes, destination, in: repository)
  }

  static func request(
    _ changes: [FileChange],
    _ destination: Destination,
    in repository: Repository
  ) throws -> ApplyRequest {
    let head = try repository.head()
    return ApplyRequest(
      changes: changes,
      head: head,
      baseTree: try head.commitID.map { try repository.readCommit($0).treeID },
      message: "agentsync: sync 3 agents\n\nAgentsync-Format: 1\n",
      destination: destination,
      reflogMessage: "agentsync: sync",
      patience: .milliseconds(50)
    )
  }

  /// Surveys, applies and records; obstacles are an issue of the test.
  @discardableResult
  func sync(
    _ changes: [FileChange],
    _ destination: Destination = .commit,
    afterStep: (ApplyStep) throws(Problem) -> Void = { _ throws(Problem) in }
  ) throws -> Applied {
    try ApplyFixture.sync(changes, destination, in: open(), afterStep: afterStep)
  }

  @discardableResult
  static func sync(
    _ changes: [FileChange],
    _ destination: Destination,
    in repository: Repository,
    afterStep: (ApplyStep) throws(Problem) -> Void = { _ throws(Problem) in }
  ) throws -> Applied {
    let seen = try survey(changes, in: repository, destination: destination)
    #expect(seen.obstacles.isEmpty)
    let applied = try apply(
      request(changes, destination, in: repository),
      survey: seen,
      to: repository,
      afterStep: afterStep
    )
    try record(applied, in: repository)
    return applied
  }

  /// The obstacles of a survey, by path.
  func obstacles(
    _ changes: [FileChange],
    _ destination: Destination = .commit
  ) throws -> [String: Problem.Code] {
    let seen = try survey(changes, in: try open(), destination: destination)
    var codes: [String: Problem.Code] = [:]
    for (path, problem) in seen.obstacles { codes[path.string] = problem.code }
    return codes
  }

  /// What `git status` says, branch and untracked files included.
  func status() throws -> String { try files.git("status", "--porcelain=v2", "-uall") }

  /// Expects git to find nothing wrong.
  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let report = try files.git("fsck", "--strict", "--no-dangling", "--no-progress")
    #expect(report.isEmpty, sourceLocation: sourceLocation)
    let left = try leftovers()
    #expect(left.isEmpty, sourceLocation: sourceLocation)
  }

  /// Temporary files, locks and journals that nobody should leave behind.
  func leftovers() throws -> [String] {
    let words = [
      "-name", ".agentsync-tmp-*", "-o", "-name", "*.lock", "-o", "-name", "journal", "-o", "-name",
      "applied", "-o", "-name", "index.agentsync-*", "-o", "-name", "index-*",
    ]
    let found = try runProgram(["find", "."] + words, in: files.root, input: nil, environment: nil)
    return String(decoding: found.output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// All that a person can see: HEAD, its log, the staged entries and the files.
  func picture() throws -> [String] {
    let reflog = try files.git("reflog", "--format=%H %gs", "-n", "50")
    let staged = try files.git("ls-files", "-s", "-t")
    let listed = try runProgram(
      ["find", ".", "-path", "./.git", "-prune", "-o", "-printf", "%p %y %m\n"],
      in: files.root,
      input: nil,
      environment: nil
    )
    let names = String(decoding: listed.output, as: UTF8.self).split(separator: "\n").map(
      String.init
    )
    let texts = try names.filter { $0.contains(" f ") }.map { line in
      let path = String(line.dropFirst(2).split(separator: " ")[0])
      return "\(path): \(try files.read(path))"
    }
    return [try files.git("rev-parse", "HEAD"), reflog, staged] + (names + texts).sorted()
  }
}
