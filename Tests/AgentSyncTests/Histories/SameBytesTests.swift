import Git
import TestSupport
import Testing

@testable import AgentSync

/// One library, written, read and synced in fifty ways: the bytes never differ.
struct SameBytesTests {
  /// What may differ between two machines.
  private struct Way {
    let workers: Int
    let locale: String
    let timeZone: String
    let umask: String
    let order: [Int]

    init(_ number: Int, _ random: inout SeededRandom) {
      workers = [1, 2, 3, 8][number % 4]
      locale = ["C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8", "ja_JP.eucJP"][number % 5]
      timeZone = ["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"][number % 4]
      umask = ["022", "077", "002", "027"].randomElement(using: &random) ?? "022"
      order = (0..<SameBytesTests.files.count).shuffled(using: &random)
    }
  }

  /// Enough agents that several threads have work; ids that sort and fold differently by locale.
  private static let files: [(path: String, text: String)] = {
    var random = SeededRandom(seed: 6)
    var files: [(String, String)] = [
      (".agentsync.yml", "targets: [prompt, agent, skill]\nbody: inline\n")
    ]
    let names = (0..<24).map { "agent-\($0)" } + ["istanbul", "i.dot", "Zeta", "alpha_1"]
    for (number, name) in names.enumerated() {
      let category = LibraryText.categories[number % 3]
      let hasParts = number.isMultiple(of: 3)
      let folder = hasParts ? "agents/\(category)/\(name)" : "agents/\(category)"
      let text = LibraryText.agent(name, mark: "m\(number)", hasParts: hasParts, &random)
      files.append(("\(folder)/\(name).md", text))
      if hasParts {
        files.append(("\(folder)/modules/plan.md", LibraryText.part("m\(number)", &random)))
      }
    }
    return files
  }()

  private func write(_ way: Way, into repository: TemporaryRepository) throws {
    for index in way.order {
      try repository.write(SameBytesTests.files[index].path, SameBytesTests.files[index].text)
    }
  }

  /// The program, in a shell that sets the umask, with the variables of a way.
  private func runTool(_ words: String, _ way: Way, in repository: TemporaryRepository) throws {
    var environment = repository.environment
    environment["LC_ALL"] = way.locale
    environment["LANG"] = way.locale
    environment["TZ"] = way.timeZone
    for role in ["AUTHOR", "COMMITTER"] { environment["GIT_\(role)_DATE"] = "1700000100 +0200" }
    let result = try runProgram(
      ["/bin/sh", "-c", "umask \(way.umask) && exec '\(Tool.path.string)' \(words)"],
      in: repository.root,
      input: nil,
      environment: environment
    )
    #expect(result.status == 0, "\(words): \(result.text)\(result.complaint)")
  }

  /// Every output, by path, as it lies in the work tree.
  private func outputs(of repository: TemporaryRepository) throws -> [String: String] {
    try Checkout(keeper: repository, folder: repository.root).outputs()
  }

  @Test func `fifty ways of making the same commits make the same commits`() throws {
    var random = SeededRandom(seed: 50)
    var first: [ObjectID]?
    for number in 0..<50 {
      let way = Way(number, &random)
      let repository = try TemporaryRepository()
      try write(way, into: repository)
      try repository.commit("agents")
      try runTool("init --quiet", way, in: repository)
      var ids = [try repository.id("HEAD")]
      // Another order, and a change that only some outputs feel.
      let path = "agents/core/agent-0/agent-0.md"
      try repository.write(path, try repository.read(path) + "One more line.\n")
      try repository.commit("one more line")
      try runTool("sync --quiet", way, in: repository)
      ids.append(try repository.id("HEAD"))
      #expect(try repository.git("status", "--porcelain").isEmpty)
      let expected = first ?? ids
      first = expected
      #expect(ids == expected, "way \(number): \(way)")
    }
  }

  @Test func `however many threads work, and in which order files were made, texts are the same`()
    throws
  {
    var random = SeededRandom(seed: 51)
    var first: [String: String]?
    for number in 0..<50 {
      let way = Way(number, &random)
      let repository = try TemporaryRepository()
      try write(way, into: repository)
      if number.isMultiple(of: 2) { try repository.commit("agents") }
      var options = SyncOptions()
      options.mode = .worktree
      options.plan.work = Work(workers: way.workers)
      let outcome = try synchronize(try repository.open(), options)
      #expect(outcome.plan.syncVerdict == .inStep)
      let texts = try outputs(of: repository)
      let expected = first ?? texts
      first = expected
      #expect(texts.count == 28 * 3)
      #expect(texts == expected, "way \(number): \(way)")
    }
  }
}
