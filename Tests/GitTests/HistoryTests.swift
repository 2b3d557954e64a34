import Git
import SystemPackage
import TestSupport
import Testing

struct HistoryTests {
  @Test(arguments: 0..<5 as Range<UInt64>)
  func `the commits that changed some paths are git's`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let repository = try TemporaryRepository()
    try importHistory(into: repository, commits: 50, &random)
    let open = try repository.open()
    let start = try repository.id("main")
    let descendants = try descendants(in: repository)
    for names in [["a"], ["d"], ["a", "d/c"], ["none"], ["a", "b", "d"]] {
      let paths = try names.map { try #require(RepoPath($0)) }
      let found = try steps(open.historyAlong(paths: paths, from: start))
      let ids = found.map(\.commit.id.hex)
      let expected = try changes(of: names, in: repository)
      #expect(ids.sorted() == expected.sorted(), "\(names)")
      let isTopological = ids.indices.allSatisfy { index in
        ids[(index + 1)...].allSatisfy { descendants[ids[index]]?.contains($0) != true }
      }
      #expect(isTopological)
      for step in found {
        let entries = try paths.map { try open.entry(at: $0, in: step.commit.treeID) }
        #expect(step.entries == entries)
      }
    }
  }

  @Test func `the newest change is found without reading all`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a", "1")
    let first = try repository.commit("first")
    try repository.write("b", "1")
    try repository.commit("second")
    let open = try repository.open()
    let path = try #require(RepoPath("a"))
    #expect(try open.lastChange(of: [path], from: repository.id("HEAD"))?.commit.id == first)
    let none = try #require(RepoPath("c"))
    #expect(try open.lastChange(of: [none], from: repository.id("HEAD")) == nil)
  }

  @Test func `at the border of a shallow clone history ends`() throws {
    let repository = try TemporaryRepository()
    for text in ["1", "2", "3"] {
      try repository.write("a", text)
      try repository.commit(text)
    }
    let url = "file://\(repository.root.string)"
    try repository.git("clone", "--quiet", "--depth=2", url, "../shallow")
    let open = try repository.location(in: "../shallow").open()
    let path = try #require(RepoPath("a"))
    let found = try steps(open.historyAlong(paths: [path], from: repository.id("HEAD")))
    #expect(found.map(\.commit.subject) == ["3", "2"])
  }

  @Test func `a walk ends where as many commits were looked at as it may`() throws {
    let repository = try TemporaryRepository()
    for text in ["1", "2", "3"] {
      try repository.write(text == "2" ? "b" : "a", text)
      try repository.commit(text)
    }
    let path = try #require(RepoPath("a"))
    for (limit, expected) in [(0, []), (1, ["3"]), (2, ["3"]), (3, ["3", "1"]), (9, ["3", "1"])] {
      let walk = try repository.open().historyAlong(
        paths: [path],
        from: repository.id("HEAD"),
        limit: limit
      )
      #expect(try steps(walk).map(\.commit.subject) == expected)
      #expect(walk.commitsLeft == max(0, limit - 3))
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `merge bases and ancestors are git's`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let repository = try TemporaryRepository()
    try importHistory(into: repository, commits: 30, &random)
    let open = try repository.open()
    let ids = try repository.git("rev-list", "main").split(separator: "\n")
    for _ in 0..<8 {
      let one = try #require(ObjectID(hex: ids.randomElement(using: &random) ?? ""))
      let other = try #require(ObjectID(hex: ids.randomElement(using: &random) ?? ""))
      let words = ["merge-base", "--all", one.hex, other.hex]
      let answer = try runGit(words, in: repository.root, input: nil, environment: nil)
      let expected = answer.text.split(separator: "\n").compactMap { ObjectID(hex: $0) }.sorted()
      #expect(try open.mergeBases(one, other) == expected)
      #expect(try open.isAncestor(one, of: other) == (expected == [one]))
    }
  }

  @Test func `unrelated histories have no merge base, and a missing commit is an error`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("first")
    try repository.git("checkout", "--quiet", "--orphan", "other")
    let other = try repository.commit("other")
    let open = try repository.open()
    #expect(try open.mergeBases(first, other).isEmpty)
    #expect(try !open.isAncestor(first, of: other))
    #expect(try open.isAncestor(first, of: first))
    let missing = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    let error = #expect(throws: GitError.self) { try open.mergeBases(first, missing) }
    #expect(error?.code == .notFound)
    #expect(throws: GitError.self) { try open.isAncestor(missing, of: first) }
  }

  private func steps(_ history: PathHistory) throws -> [PathHistory.Step] {
    var steps: [PathHistory.Step] = []
    while let step = try history.next() { steps.append(step) }
    return steps
  }

  /// What git's full history lists, without merges that took everything from one parent.
  private func changes(
    of names: [String],
    in repository: TemporaryRepository
  ) throws -> [String] {
    let log = ["log", "--full-history", "--format=%H %P", "main", "--"] + names
    let lines = try repository.run(log).text.split(separator: "\n")
    return try lines.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      let differs = try words.dropFirst().allSatisfy { parent in
        let diff = ["diff", "--quiet", parent, words[0], "--"] + names
        return try runGit(diff, in: repository.root, input: nil, environment: nil).status == 1
      }
      return words.count < 3 || differs ? words[0] : nil
    }
  }

  /// All descendants by ancestor.
  private func descendants(in repository: TemporaryRepository) throws -> [String: Set<String>] {
    let order = try repository.git("rev-list", "--topo-order", "--parents", "main")
    var descendants: [String: Set<String>] = [:]
    for line in order.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      for parent in words.dropFirst() {
        descendants[parent, default: []].formUnion(descendants[words[0]] ?? [])
        descendants[parent, default: []].insert(words[0])
      }
    }
    return descendants
  }

  /// A random graph with merges, written at once; dates repeat and go back by up to some hours.
  private func importHistory(
    into repository: TemporaryRepository,
    commits count: Int,
    _ random: inout SeededRandom
  ) throws {
    var stream = ""
    for number in 1...count {
      let date = 1_700_000_000 + number / 3 * 60 - Int.random(in: 0...9000, using: &random)
      stream += "commit refs/heads/c\(number)\nmark :\(number)\n"
      stream += "committer C <c@example.com> \(date) +0000\ndata 1\nx\n"
      if number > 1 {
        let recent = max(1, number - 6)
        let from = number == count ? number - 1 : Int.random(in: recent..<number, using: &random)
        stream += "from :\(from)\n"
        let other = Int.random(in: recent..<number, using: &random)
        if other != from, random.chance(40) { stream += "merge :\(other)\n" }
      }
      for name in ["a", "b", "d/c", "d/e"] where random.chance(25) {
        let text = "\(Int.random(in: 0...3, using: &random))"
        stream += random.chance(15) ? "D \(name)\n" : "M 644 inline \(name)\ndata 1\n\(text)\n"
      }
      stream += "\n"
    }
    stream += "reset refs/heads/main\nfrom :\(count)\n"
    try repository.git("fast-import", "--quiet", input: stream)
  }
}
