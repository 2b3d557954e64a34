import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// What merging would leave to a person; git itself says what it does.
struct MergePreviewTests {
  /// A file of its own: no other one is like it.
  private static func text(_ name: String, _ changes: [Int: String] = [:]) -> String {
    (0..<20).map { "\(name) \($0 * 7919 % 997) \(changes[$0] ?? "as it was")\n" }.joined()
  }

  /// What git leaves to a person where `head` is merged into `base`; nil where it merges clean.
  private func conflicts(_ repository: TemporaryRepository) throws -> Set<String>? {
    try repository.git("checkout", "-q", "-f", "base")
    do {
      try repository.git("merge", "--no-commit", "--no-ff", "-q", "head")
      return nil
    } catch is CommandFailure {
      // It is left to a person, or refused: the index tells.
    }
    let listed = try repository.git("ls-files", "-u", "-z").split(separator: "\0")
    // `mode id stage`, a tab, and the path: behind a `~` it says whose a file is that had to make room.
    return Set(
      listed.compactMap { line in
        line.split(separator: "\t", maxSplits: 1).last
          .map { String($0.prefix { $0 != "~" }) }
      }
    )
  }

  private func preview(_ repository: TemporaryRepository) throws -> [MergePreview.Clash] {
    let opened = try repository.open()
    let work = Work()
    let range = try ChangeRange(to: scan(.revision("head"), in: opened), from: "base", in: opened)
    return try TreeMerge(
      range,
      heirs: heirs(from: range.start, to: range.head, in: opened, work),
      baseHeirs: heirs(from: range.start, to: range.base, in: opened, work),
      in: opened
    )
    .clashes
  }

  private func expectAsGit(
    _ repository: TemporaryRepository,
    _ words: String
  ) throws -> [MergePreview.Clash] {
    let found = try preview(repository)
    let expected = try conflicts(repository)
    #expect(found.isEmpty == (expected == nil), "\(words): \(found) and git \(expected ?? [])")
    #expect(Set(found.map(\.path.string)) == expected ?? [], "\(words)")
    return found
  }

  /// Three states of a tree: where both sides begin, `base` and `head`.
  private func repository(
    base: @escaping (TemporaryRepository) throws -> Void,
    head: @escaping (TemporaryRepository) throws -> Void
  ) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    for name in ["a", "b", "c"] { try repository.write("f/\(name).md", Self.text(name)) }
    try repository.write("f/keep.md", "Stays.\n")
    try repository.write("g/keep.md", "Stays too.\n")
    try repository.commit("start")
    try repository.git("branch", "start")
    for (branch, change) in [("base", base), ("head", head)] {
      try repository.git("checkout", "-q", "-b", branch, "start")
      try change(repository)
      try repository.git("add", "--all")
      try repository.git("commit", "-q", "--allow-empty", "-m", branch)
    }
    return repository
  }

  @Test(arguments: [false, true])
  func `a file that one side moved and the other took away is left to a person`(isSwapped: Bool)
    throws
  {
    func move(_ repository: TemporaryRepository) throws {
      try repository.git("mv", "f/a.md", "g/moved.md")
    }
    func remove(_ repository: TemporaryRepository) throws { try repository.remove("f/a.md") }
    let repository = try repository(
      base: isSwapped ? remove : move,
      head: isSwapped ? move : remove
    )
    let found = try expectAsGit(repository, "moved and removed")
    #expect(found.map(\.reason) == [.movedAndRemoved])
    #expect(found.map(\.path.string) == ["g/moved.md"])
  }

  @Test func `a file that both moved to other places is left to a person at all three`() throws {
    let repository = try repository(
      base: { try $0.git("mv", "f/a.md", "g/one.md") },
      head: { try $0.git("mv", "f/a.md", "g/two.md") }
    )
    let found = try expectAsGit(repository, "moved apart")
    #expect(found.map(\.reason) == [.movedApart, .movedApart, .movedApart])
  }

  @Test func `a file that both moved to one place is merged there`() throws {
    let repository = try repository(
      base: {
        try $0.git("mv", "f/a.md", "g/one.md")
        try $0.write("g/one.md", Self.text("a", [1: "ours"]))
      },
      head: {
        try $0.git("mv", "f/a.md", "g/one.md")
        try $0.write("g/one.md", Self.text("a", [15: "theirs"]))
      }
    )
    #expect(try expectAsGit(repository, "moved together").isEmpty)
  }

  @Test func `a file that may be run on one side alone is merged`() throws {
    let repository = try repository(
      base: { try $0.write("f/a.md", Self.text("a", [2: "ours"])) },
      head: { try $0.write("f/a.md", Self.text("a"), executable: true) }
    )
    #expect(try expectAsGit(repository, "mode").isEmpty)
  }

  @Test(arguments: [false, true])
  func `a folder in place of a file is left to a person`(isSwapped: Bool) throws {
    func file(_ repository: TemporaryRepository) throws {
      try repository.write("g/new", Self.text("file"))
    }
    func folder(_ repository: TemporaryRepository) throws {
      try repository.write("g/new/part.md", Self.text("folder"))
    }
    let repository = try repository(
      base: isSwapped ? folder : file,
      head: isSwapped ? file : folder
    )
    let found = try expectAsGit(repository, "folder and file")
    #expect(found.map(\.reason) == [.notMergeable])
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `random changes of both sides clash where git says so`(group: UInt64) throws {
    let outcomes = try (group * 10..<group * 10 + 10).map { try isClean(seed: $0) }
    #expect(outcomes.contains(true))
    #expect(outcomes.contains(false))
  }

  /// Whether two random changes of one tree merge clean, as git says too.
  private func isClean(seed: UInt64) throws -> Bool {
    var random = SeededRandom(seed: seed)
    let repository = try TemporaryRepository()
    let names = ["a", "b", "c", "d", "e", "h"]
    var start: [String: RandomFile] = [:]
    for name in names {
      let folder = random.chance(50) ? "f" : "g"
      start["\(folder)/\(name).md"] = RandomFile(name)
    }
    try commit(start, in: repository)
    try repository.git("branch", "start")
    for branch in ["base", "head"] {
      try repository.git("checkout", "-q", "-f", "-b", branch, "start")
      var side = start
      for number in 0..<Int.random(in: 1...4, using: &random) {
        RandomFile.change(&side, "\(branch)\(number)", &random)
      }
      try commit(side, in: repository)
    }
    return try expectAsGit(repository, "seed \(seed)").isEmpty
  }

  private func commit(_ files: [String: RandomFile], in repository: TemporaryRepository) throws {
    try repository.git("rm", "-r", "-q", "-f", "--ignore-unmatch", ".")
    for folder in ["f", "g"] { try repository.write("\(folder)/keep.md", "Stays in \(folder).\n") }
    for (path, file) in files {
      try repository.write(path, file.text, executable: file.isExecutable)
    }
    try repository.git("add", "--all")
    try repository.git("commit", "-q", "--allow-empty", "-m", "state")
  }
}

/// A file with twenty lines that no other file has.
private struct RandomFile {
  private var lines: [String]
  private(set) var isExecutable = false

  init(_ name: String) {
    lines = (0..<20).map { "\(name) \($0 * 7919 % 997) as it was" }
  }

  var text: String { lines.map { $0 + "\n" }.joined() }

  private mutating func edit(_ name: String, _ random: inout SeededRandom) {
    lines[Int.random(in: 0..<lines.count, using: &random)] = "\(name) wrote this"
  }

  /// Changes one file of a tree at random.
  static func change(
    _ files: inout [String: RandomFile],
    _ name: String,
    _ random: inout SeededRandom
  ) {
    let places = ["f/x.md", "f/y.md", "g/x.md", "g/y.md", "f/x.md/in.md"]
    let place = places.randomElement(using: &random) ?? "f/x.md"
    guard let path = files.keys.sorted().randomElement(using: &random), let file = files[path]
    else { return }
    switch Int.random(in: 0..<10, using: &random) {
    case 0...2: files[path]?.edit(name, &random)
    case 3...4: files[path] = nil
    case 5...7:
      guard isFree(place, in: files) else { return }
      files[path] = nil
      files[place] = file
      if random.chance(40) { files[place]?.edit(name, &random) }
    case 8:
      guard isFree(place, in: files) else { return }
      files[place] = RandomFile(random.chance(30) ? "new" : name)
    default: files[path]?.isExecutable.toggle()
    }
  }

  private static func isFree(_ place: String, in files: [String: RandomFile]) -> Bool {
    !files.keys.contains {
      $0 == place || $0.hasPrefix(place + "/") || place.hasPrefix($0 + "/")
    }
  }
}
