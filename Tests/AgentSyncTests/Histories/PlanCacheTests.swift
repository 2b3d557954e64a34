import AgentModel
import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

@testable import AgentSync

/// The answer of the cache is that of a run without it, whatever changed.
struct PlanCacheTests {
  /// Something that a plan rests on, and one way to change it.
  struct Input: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (Team) throws -> Void

    init(_ name: String, _ change: @escaping @Sendable (Team) throws -> Void) {
      testDescription = name
      self.change = change
    }
  }

  /// An input that can't be changed so, now.
  private struct Unchangeable: Error {}

  private static let guide = "docs/guide.md"
  private static let later = "docs/later.md"
  private static let part = "agents/core/ada/modules/plan.md"
  private static let record = ".agentsync/registry/bo.json"
  private static let pristine = ".agentsync/pristine/" + Team.prompt("bo")

  private static func replace(
    in team: Team,
    _ path: String,
    _ old: String,
    _ new: String
  ) throws {
    let text = try team.repository.read(path)
    guard text.contains(old) else { throw Unchangeable() }
    try team.repository.write(path, text.replacing(old, with: new))
  }

  static let inputs: [Input] = [
    Input("configuration changed") {
      try $0.repository.write(".agentsync.yml", "targets: [prompt]\nprovenance: false\n")
    },
    Input("configuration broken") {
      try $0.repository.write(".agentsync.yml", "targets: [pompt]\n")
    },
    Input("configuration removed") { try $0.repository.remove(".agentsync.yml") },
    Input("source changed") {
      try replace(in: $0, "agents/bo.md", "Line 2 of bo.", "Line two of bo.")
    },
    Input("source broken") { try $0.repository.write("agents/bo.md", "---\nid: [\n---\n") },
    Input("source removed") { try $0.repository.remove("agents/bo.md") },
    Input("source added") { try $0.write("cy") },
    Input("source doubled") { try $0.repository.write("agents/ops/bo.md", "# Bo\n") },
    Input("source renamed") { try $0.repository.git("mv", "agents/bo.md", "agents/cy.md") },
    Input("source made a link") {
      try $0.repository.remove("agents/bo.md")
      try $0.repository.link("agents/bo.md", to: "core/ada/ada.md")
    },
    Input("passed-over file added") { try $0.repository.write("agents/README.md", "# Agents\n") },
    Input("part changed") { try replace(in: $0, part, "Ask first.", "Ask twice.") },
    Input("part's section renamed") { try replace(in: $0, part, "## Ask", "## Ask all") },
    Input("part removed") { try $0.repository.remove(part) },
    Input("part added") { try $0.repository.write("agents/core/ada/modules/more.md", "# More\n") },
    Input("output changed") { try replace(in: $0, Team.prompt("ada"), "Line 2", "Line two") },
    Input("output removed") { try $0.repository.remove(Team.prompt("ada")) },
    Input("output's line endings changed") {
      let text = try $0.repository.read(Team.prompt("ada"))
      try $0.repository.write(Team.prompt("ada"), text.replacing("\n", with: "\r\n"))
    },
    Input("output made executable") {
      let text = try $0.repository.read(Team.prompt("ada"))
      try $0.repository.write(Team.prompt("ada"), text, executable: true)
    },
    Input("stranger beside the outputs") {
      try $0.repository.write(Team.prompt("mine"), "# Mine\n")
    },
    Input("pristine file changed") { try $0.repository.write(pristine, "| # Bo\n") },
    Input("pristine file removed") { try $0.repository.remove(pristine) },
    Input("pristine file added") {
      try $0.repository.write(".agentsync/pristine/" + Team.prompt("ada"), "| # Ada\n")
    },
    Input("registry file changed") { try replace(in: $0, record, "active", "suppressed") },
    Input("registry file damaged") { try $0.repository.write(record, "{") },
    Input("registry file removed") { try $0.repository.remove(record) },
    Input("registry file added") {
      let text = try $0.repository.read(record).replacing("\"bo\"", with: "\"cy\"")
      try $0.repository.write(".agentsync/registry/cy.json", text.replacing("bo", with: "cy"))
    },
    Input("shared document changed") { try replace(in: $0, guide, "# Guide", "# The guide") },
    Input("shared document's section renamed") { try replace(in: $0, guide, "## Tide", "## Ebb") },
    Input("shared document removed") { try $0.repository.remove(guide) },
    Input("shared document made a folder") {
      try $0.repository.remove(guide)
      try $0.repository.write("docs/guide.md/inside.md", "# Inside\n")
    },
    Input("absent document added") { try $0.repository.write(later, "# Later\n") },
    Input("absent document added as a folder") {
      try $0.repository.write("docs/later.md/inside.md", "# Inside\n")
    },
    Input("absent document added nearer") {
      try $0.repository.write("agents/core/ada/docs/guide.md", "# Nearer\n")
    },
    Input("other file changed") { try $0.repository.write("src/main.c", "int main;\n") },
  ]

  /// A library with references that leave it: to a document that is there, and to one that is not.
  private func library(isEdited: Bool, configuration: String) throws -> Team {
    let team = try Team(["bo"])
    try team.repository.write(".agentsync.yml", configuration)
    try team.repository.write(
      "agents/core/ada/ada.md",
      Team.text(
        "ada",
        lines: [
          "See [the tide](../../../docs/guide.md#tide), @docs/guide.md and @docs/later.md.",
          "Follow @modules/plan.md#ask and `/docs/guide.md`.",
        ]
      )
    )
    try team.repository.write(PlanCacheTests.part, "# Plan\n\n## Ask\n\nAsk first.\n")
    try team.repository.write(PlanCacheTests.guide, "# Guide\n\n## Tide\n\nMind it.\n")
    try team.commit("library")
    try team.sync()
    if isEdited {
      try team.edit(Team.prompt("bo"), "Line 8 of bo.", "Line 8, mine.")
      try team.commit("by hand")
      try team.sync()
    }
    return team
  }

  private func cacheFile(of team: Team) -> FilePath {
    team.repository.root.pushing(FilePath(".git/agentsync/cache/plan"))
  }

  private func forget(_ team: Team) throws {
    let folder = cacheFile(of: team).removingLastComponent().string
    if FileManager.default.fileExists(atPath: folder) {
      try FileManager.default.removeItem(atPath: folder)
    }
  }

  private func recalled(_ team: Team) throws -> Plan? {
    let repository = try team.repository.open()
    return try PlanCache(for: try scan(.head, in: repository), in: repository)?.recall()
  }

  /// All that `check` says, or why it says nothing.
  private func answer(of team: Team) throws -> String {
    do {
      let outcome = try team.check()
      return "\(outcome.verdict)\n\(describe(outcome.plan))"
    } catch let problem as Problem {
      return "\(problem)"
    }
  }

  private func describe(_ plan: Plan) -> String {
    // What a conflict is about is told by its problem; the texts are not remembered.
    let told = plan.rows.map { row in
      var row = row
      row.conflict = nil
      return row
    }
    let rows = told.map { "\($0)" } + plan.changes.map { "\($0)" }
    let findings = plan.findings.map { "\($0)" }
    return (rows + findings + ["\(plan.facts)"]).joined(separator: "\n")
  }

  private func expectSameAnswer(_ team: Team, _ name: String) throws {
    let remembered = try answer(of: team)
    try forget(team)
    #expect(try answer(of: team) == remembered, "\(name)")
  }

  @Test(arguments: inputs)
  func `one changed input is noticed`(input: Input) throws {
    for isEdited in [false, true] where isEdited || !input.testDescription.hasPrefix("pristine") {
      let configuration = isEdited ? "body: inline\n" : "body: link\n"
      let team = try library(isEdited: isEdited, configuration: configuration)
      _ = try team.check()
      if !isEdited { #expect(try recalled(team) != nil) }
      try input.change(team)
      try team.commit(input.testDescription)
      try expectSameAnswer(team, input.testDescription)
      // And when it is changed back.
      try team.repository.git("revert", "--no-edit", "HEAD")
      try expectSameAnswer(team, "\(input.testDescription), and back")
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `so are many, one after the other, with and without a sync`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let isEdited = random.chance(50)
    let team = try library(isEdited: isEdited, configuration: "body: link\n")
    var names: [String] = []
    for _ in 0..<10 {
      let input = try #require(PlanCacheTests.inputs.randomElement(using: &random))
      // Most changes can be made once only.
      guard (try? input.change(team)) != nil else {
        try team.repository.git("reset", "--quiet", "--hard")
        try team.repository.git("clean", "--quiet", "-fd")
        continue
      }
      names.append(input.testDescription)
      try team.commit(input.testDescription)
      try expectSameAnswer(team, "\(names)")
      if random.chance(50) {
        _ = try? team.sync { $0.allowsRemovals = true }
        names.append("sync")
        try expectSameAnswer(team, "\(names)")
      }
      if random.chance(30) {
        try team.repository.git("checkout", "--quiet", "HEAD~1")
        try expectSameAnswer(team, "\(names), a commit earlier")
        try team.repository.git("checkout", "--quiet", "main")
      }
    }
  }

  @Test func `a commit that touches nothing of ours is answered from the cache`() throws {
    let team = try library(isEdited: false, configuration: "")
    _ = try team.check()
    let plan = try #require(try recalled(team))
    try team.repository.write("src/main.c", "int main;\n")
    try team.commit("code")
    let known = try #require(try recalled(team))
    #expect(describe(known) == describe(plan))
    try forget(team)
    #expect(describe(try team.check().plan) == describe(plan))
  }

  @Test func `a damaged cache is no cache`() throws {
    let team = try library(isEdited: false, configuration: "body: inline\n")
    _ = try team.check()
    let path = cacheFile(of: team)
    let whole = try #require(FileManager.default.contents(atPath: path.string))
    let plan = try #require(try recalled(team))
    var random = SeededRandom(seed: 8)
    for round in 0..<600 {
      var bytes = [UInt8](whole)
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch round % 4 {
      case 0: bytes.removeSubrange(place...)
      case 1: bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      default:
        let end = min(bytes.count, place + Int.random(in: 1...64, using: &random))
        bytes.replaceSubrange(place..<end, with: repeatElement(0, count: end - place))
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path.string))
      guard let known = try recalled(team) else { continue }
      #expect(describe(known) == describe(plan), "round \(round), byte \(place)")
    }
    for odd in [[], [0], [UInt8](repeating: 255, count: 4096)] {
      try Data(odd).write(to: URL(fileURLWithPath: path.string))
      #expect(try recalled(team) == nil)
      #expect(describe(try team.check().plan) == describe(plan))
    }
    try FileManager.default.removeItem(atPath: path.string)
    try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
    #expect(describe(try team.check().plan) == describe(plan))
  }

  @Test func `another build of the program does not believe the cache`() throws {
    let team = try library(isEdited: false, configuration: "")
    let copy = team.repository.sandbox.appending("git-agentsync").string
    try FileManager.default.copyItem(atPath: Tool.path.string, toPath: copy)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)],
      ofItemAtPath: copy
    )
    var caches: [Data?] = []
    for program in [Tool.path.string, copy, Tool.path.string] {
      let result = try runProgram(
        [program, "check"],
        in: team.repository.root,
        input: nil,
        environment: team.repository.environment
      )
      #expect(result.status == 0)
      caches.append(FileManager.default.contents(atPath: cacheFile(of: team).string))
    }
    #expect(caches[0] != nil && caches[0] == caches[2])
    #expect(caches[0] != caches[1])
  }

  @Test func `processes that use it at once all answer right`() async throws {
    let team = try library(isEdited: false, configuration: "")
    let environment = team.repository.environment
    let root = team.repository.root
    let words = [Tool.path.string, "status", "--json"]
    func ask() throws -> GitProcess.Result {
      try runProgram(words, in: root, input: nil, environment: environment)
    }
    for isWarm in [false, true] {
      if !isWarm { try forget(team) }
      let answers = try await withThrowingTaskGroup { group in
        for _ in 0..<8 {
          group.addTask {
            try runProgram(words, in: root, input: nil, environment: environment)
          }
        }
        var answers: Set<GitProcess.Result> = []
        for try await answer in group { answers.insert(answer) }
        return answers
      }
      #expect(answers == [try ask()])
      #expect(answers.first?.status == 0)
    }
    // While one process goes on committing and syncing, others read and write the cache.
    try await withThrowingTaskGroup { group in
      for _ in 0..<2 {
        group.addTask {
          for _ in 0..<8 {
            let result = try runProgram(
              [Tool.path.string, "check"],
              in: root,
              input: nil,
              environment: environment
            )
            #expect([0, 1].contains(result.status), "\(result.complaint)")
          }
        }
      }
      for number in 0..<4 {
        try team.write("extra\(number)")
        try team.commit("extra \(number)")
        try team.sync()
      }
      try await group.waitForAll()
    }
    try expectSameAnswer(team, "after all")
    try team.expectQuiet()
  }
}
