import AgentModel
import Foundation
import Git
import TestSupport
import Testing

@testable import AgentSync

/// The whole way from a tree to a judgement, with bytes that nobody meant.
///
/// A crash ends the test program, which says the seed; `check` may refuse what it likes, and writes
/// nothing.
struct FuzzedLibraryTests {
  /// Each seed makes this many trees; more with `AGENTSYNC_FUZZ=<trees>`.
  private static let treeCount =
    ProcessInfo.processInfo.environment["AGENTSYNC_FUZZ"].flatMap { Int($0) } ?? 10

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `check survives random bytes anywhere and writes nothing`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let team = try Self.makeTeam()
    let repository = team.repository
    let open = try repository.open()
    let files = try Self.files(of: repository)
    var commits: [ObjectID] = []
    var batch = ObjectBatch()
    let parent = try repository.id("HEAD")
    for _ in 0..<Self.treeCount {
      let spoilt = Self.spoil(files, &random)
      let tree = try Self.tree(of: spoilt, in: &batch)
      let text =
        "tree \(tree)\nparent \(parent)\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\nx\n"
      commits.append(try batch.add(.commit, Array(text.utf8)))
    }
    try batch.write(to: open)
    let objects = try Self.objectNames(of: repository)

    expectUnchanged(of: repository) {
      for commit in commits {
        for base in [nil, "HEAD"] {
          do {
            var options = CheckOptions()
            options.head = .revision(commit.hex)
            options.base = base
            let outcome = try AgentSync.check(open, options)
            // What is said must be fit to be shown.
            for finding in outcome.plan.findings {
              #expect(!finding.message.contains("\n"), "\(commit): \(finding)")
            }
          } catch let problem as Problem {
            #expect(!problem.message.contains("\n"), "\(commit): \(problem)")
          } catch {
            Issue.record("\(commit): \(error)")
          }
        }
      }
    }
    #expect(try Self.objectNames(of: repository) == objects)
  }

  @Test(arguments: [4, 5] as [UInt64])
  func `spoilt files of the tool's own folder crash nothing and change no answer`(seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed)
    let team = try Self.makeTeam()
    let repository = team.repository
    let start = try repository.id("HEAD")
    let expected = try team.check()
    let files = ["cache/plan", "operations/1.json", "journal", "applied"].map {
      ".git/agentsync/" + $0
    }
    let plan = try repository.readBytes(files[0])
    let operation = try repository.readBytes(files[1])
    for _ in 0..<(2 * Self.treeCount) {
      try repository.write(files[0], bytes: Self.torn(plan, &random))
      let outcome = try team.check()
      #expect(outcome.verdict == expected.verdict)
      #expect(outcome.plan.rows == expected.plan.rows)
      try repository.write(files[1], bytes: Self.mutated(operation, &random))
      for file in files.dropFirst(2) where random.chance(20) {
        try repository.write(file, bytes: Self.mutated(operation, &random))
      }
      Self.tryUndo(in: try repository.open())
      for file in files.dropFirst(2) where repository.exists(file) { try repository.remove(file) }
      if try repository.id("HEAD") != start {
        try repository.git("reset", "--quiet", "--hard", start.hex)
      }
    }
  }

  /// What a write that was cut off leaves: a cache is believed, so its inside is not spoilt here.
  private static func torn(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let noise = [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: 64)
    let ends = [[], noise, [2, 0, 0, 0, 45, 49], Array("\u{13}\0\0\09223372036854775807".utf8)]
    return Array(bytes.prefix(place)) + (ends.randomElement(using: &random) ?? [])
  }

  private static func tryUndo(in repository: Repository) {
    do throws(Problem) {
      try undo(in: repository)
    } catch {
      #expect(!error.message.contains("\n"), "\(error)")
    }
  }

  @Test func `an operation with the greatest number there is crashes nothing`() throws {
    let team = try Self.makeTeam()
    let log = ".git/agentsync/operations/"
    let bytes = try team.repository.readBytes(log + "1.json")
    try team.repository.write(log + "\(Int.max).json", bytes: bytes)
    try team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try team.commit()
    #expect(try team.sync().applied != nil)
    #expect(try team.repository.read(Team.prompt("ada")).contains("Line two of ada."))
  }

  // MARK: - What is spoilt

  /// A library with everything that is read: parts, hand edits, pristine files, registry, configuration.
  private static func makeTeam() throws -> Team {
    let team = try Team([])
    try team.repository.write(
      ".agentsync.yml",
      """
      format: 1
      library:
        roots: [agents, "plugins/*/agents"]
        id: "{name}"
      targets:
        - prompt
        - agent: {model: "GPT-5 (copilot)", body: inline}
        - skill
      models: {sonnet: "Claude"}

      """
    )
    try team.repository.write(
      "agents/core/eve/eve.md",
      """
      ---
      name: Eve
      description: "Helps: a lot"
      tools: [read, Grep, 'search/codebase']
      handoffs:
        - {label: Go, agent: ada, prompt: "Do it"}
      targets: {prompt: {agent: ask}}
      ---
      # Eve

      > **Version:** 2.0

      ## Purpose

      Helps, see @modules/plan.md#ask and [Ada](../../ada.md "title") and #tool:codebase.

      - @modules/plan.md
      - `/agents/ada.md` #file:../../ada.md <https://example.com>

      ```text
      @modules/none.md
      ```

      """
    )
    try team.repository.write("agents/core/eve/modules/plan.md", "# Plan\n\n## Ask\n\nWhat?\n")
    try team.repository.write("plugins/web/agents/bob.md", Team.text("bob"))
    try team.write("ada")
    try team.commit("a library")
    try team.sync()
    try team.edit(Team.prompt("ada"), "Line 8 of ada.", "Line 8, mine.")
    try team.commit("a hand edit")
    try team.sync()
    return team
  }

  private static func files(of repository: TemporaryRepository) throws -> [RepoPath: [UInt8]] {
    var files: [RepoPath: [UInt8]] = [:]
    for name in try repository.git("ls-files").split(separator: "\n") {
      if let path = RepoPath(name) { files[path] = try repository.readBytes(String(name)) }
    }
    return files
  }

  private static func spoil(
    _ files: [RepoPath: [UInt8]],
    _ random: inout SeededRandom
  ) -> [RepoPath: [UInt8]] {
    var files = files
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard let path = files.keys.sorted().randomElement(using: &random) else { continue }
      let bytes = mutated(files[path] ?? [], &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: files[path] = nil
      case 1:
        if let copy = RepoPath(mutatedName(path.bytes, &random)) { files[copy] = bytes }
      default: files[path] = bytes
      }
    }
    return files
  }

  private static let words = [
    "---\n", "...\n", "- ", "? ", ": ", "{[a]: b}", "&a ", "*a", "<<: ", "!!x ", "%YAML 1.2\n", "[",
    "]", "{", "}", "\"", "'", "|", ">", "# ", "```\n", "~~~\n", "<!--", "-->", "<a b=", "![", "](",
    "](../../../x)", "@modules/plan.md", "@x/../y.md", "#file:", "#tool:", "`/agents/ada.md`", "\t",
    "\r\n", "\r", "\0", "\u{FEFF}", "\u{202E}", "\u{301}", "<<<<<<< a\n", "=======\n",
    ">>>>>>> b\n",
    "| ", "\\", "%2e%2e/", "%", "**Version:** ", "> ", "1:59:59:59:59:59", "id: ../x\n",
    "targets: [",
    "\n\n", "    ", "  - x:\n", "{id}", "{category}", "\"path\"", "\"status\" : \"suppressed\"",
    "null",
    "{\"a\":", "1e999", "99999999999999999999",
  ]

  private static func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2:
        let end = min(bytes.count, place + Int.random(in: 0..<40, using: &random))
        bytes.removeSubrange(place..<end)
      case 3:
        let noise = (0..<Int.random(in: 1..<30, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }
        bytes.insert(contentsOf: noise, at: place)
      case 4:
        let end = min(bytes.count, place + Int.random(in: 0..<60, using: &random))
        let times = Int.random(in: 1..<20, using: &random)
        bytes.insert(
          contentsOf: Array(repeating: bytes[place..<end], count: times).joined(),
          at: place
        )
      case 5: bytes = Array(bytes.prefix(place))
      default:
        let word = words.randomElement(using: &random) ?? ""
        let times = random.chance(10) ? Int.random(in: 2..<400, using: &random) : 1
        bytes.insert(contentsOf: String(repeating: word, count: times).utf8, at: place)
      }
    }
    return bytes
  }

  /// A name with a byte replaced; one that git takes, or the caller finds that it does not.
  private static func mutatedName(_ name: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var name = name
    let place = Int.random(in: 0..<name.count, using: &random)
    name[place] = UInt8.random(in: 1...255, using: &random)
    return name
  }

  // MARK: - Objects

  private static func tree(
    of files: [RepoPath: [UInt8]],
    in batch: inout ObjectBatch
  ) throws -> ObjectID {
    var edits: [RepoPath: TreeEdit.Change] = [:]
    for (path, bytes) in files {
      // A file can't stand where a folder does.
      if files.keys.contains(where: { $0 != path && $0.isWithin(path) }) { continue }
      edits[path] = .put(.file, try batch.add(.blob, bytes))
    }
    let tree = try TreeEdit(edits).applied(to: nil) { _ throws(GitError) in [] }
    for object in tree.trees { batch.add(object) }
    return tree.root
  }

  private static func objectNames(of repository: TemporaryRepository) throws -> Set<String> {
    let folder = repository.root.pushing(".git/objects").string
    return Set(try FileManager.default.subpathsOfDirectory(atPath: folder))
  }
}
