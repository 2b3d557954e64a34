import TestSupport
import Testing

@testable import AgentSync

/// Branches that were synced by themselves and are merged by plain git; a merge that conflicts throws.
struct ParallelBranchesTests {
  /// What a branch does to an agent of its own.
  private enum Deed: CaseIterable {
    case change
    case add
    case rename

    func carryOut(on name: String, in team: Team) throws {
      switch self {
      case .change: try team.edit("agents/\(name).md", "Line 3 of", "Line three of")
      case .add: try team.write("new-\(name)")
      case .rename: try team.repository.git("mv", "agents/\(name).md", "agents/other-\(name).md")
      }
      try team.commit("\(self) \(name)")
      try team.sync()
    }
  }

  private func branchOff(_ name: String, in team: Team) throws {
    try team.repository.git("checkout", "--quiet", "-b", name, "main")
  }

  @Test func `branches that change, add and rename different agents merge, whatever they do`()
    throws
  {
    for first in Deed.allCases {
      for second in Deed.allCases {
        let team = try Team(["ada", "bo", "cy"])
        try team.repository.write(".agentsync.yml", "targets: [prompt, agent, skill]\n")
        try team.commit("configuration")
        _ = try initialize(try team.repository.open(), InitOptions())
        try branchOff("left", in: team)
        try first.carryOut(on: "ada", in: team)
        try branchOff("right", in: team)
        try second.carryOut(on: "bo", in: team)
        try team.repository.git("merge", "--quiet", "--no-edit", "left")
        #expect(try team.check().verdict == .inStep, "\(first) and \(second)")
        try team.expectQuiet()
        let tree = try team.repository.id("HEAD^{tree}")
        try team.repository.git("checkout", "--quiet", "left")
        try team.repository.git("merge", "--quiet", "--no-edit", "right")
        #expect(try team.repository.id("HEAD^{tree}") == tree, "\(first) and \(second)")
      }
    }
  }

  @Test func `a hundred parallel branches merge one after the other without a conflict`() throws {
    let names = (0..<100).map { "agent\($0)" }
    let deeds = Dictionary(
      uniqueKeysWithValues: names.indices.map { (names[$0], Deed.allCases[$0 % 3]) }
    )
    let team = try Team(names.filter { deeds[$0] != .add })
    _ = try initialize(try team.repository.open(), InitOptions())
    for name in names {
      try branchOff(name, in: team)
      try deeds[name]?.carryOut(on: name, in: team)
    }
    try team.repository.git("checkout", "--quiet", "main")
    for name in names {
      try team.repository.git("merge", "--quiet", "--no-edit", name)
    }
    #expect(try team.check().verdict == .inStep)
    try team.expectQuiet()
  }

  @Test func `an octopus of synced branches is in step`() throws {
    let names = (0..<9).map { "agent\($0)" }
    let team = try Team(names)
    _ = try initialize(try team.repository.open(), InitOptions())
    for (index, name) in names.enumerated() {
      try branchOff(name, in: team)
      try Deed.allCases[index % 3].carryOut(on: name, in: team)
    }
    try team.repository.git("checkout", "--quiet", "main")
    try team.repository.run(["merge", "--quiet", "--no-edit"] + names)
    #expect(try team.repository.git("rev-list", "--parents", "-1", "HEAD").count > 9 * 40)
    #expect(try team.check().verdict == .inStep)
    try team.expectQuiet()
  }

  @Test(arguments: ["", "body: inline\n", "targets: [prompt, agent, skill]\n"])
  func `branches that edit different sections of one agent merge`(configuration: String) throws {
    let team = try Team()
    try team.repository.write(".agentsync.yml", "format: 1\n" + configuration)
    try team.commit("configuration")
    _ = try initialize(try team.repository.open(), InitOptions())
    try branchOff("left", in: team)
    try team.edit("agents/ada.md", "Helps with ada.", "Helps ada and others.")
    try team.commit("purpose")
    try team.sync()
    try branchOff("right", in: team)
    try team.edit("agents/ada.md", "Line 7 of ada.", "Line seven of ada.")
    try team.commit("work")
    try team.sync()
    try team.repository.git("merge", "--quiet", "--no-edit", "left")
    #expect(try team.check().verdict == .inStep)
    try team.expectQuiet()
    let text = try team.repository.read("agents/ada.md")
    #expect(text.contains("Helps ada and others.") && text.contains("Line seven of ada."))
  }

  @Test func `so they do where the output was edited by hand on either branch or before`() throws {
    for place in ["main", "left", "right"] {
      let team = try Team()
      _ = try initialize(try team.repository.open(), InitOptions())
      func edit(_ branch: String) throws {
        guard place == branch else { return }
        try team.edit(Team.prompt("ada"), "Line 4 of ada.", "Line 4 of ada.\n\nMine alone.")
        try team.commit("by hand")
        try team.sync()
      }
      try edit("main")
      try branchOff("left", in: team)
      try team.edit("agents/ada.md", "Helps with ada.", "Helps ada and others.")
      try team.commit("purpose")
      try team.sync()
      try edit("left")
      try branchOff("right", in: team)
      try team.edit("agents/ada.md", "Line 8 of ada.", "Line eight of ada.")
      try team.commit("work")
      try team.sync()
      try edit("right")
      try team.repository.git("merge", "--quiet", "--no-edit", "left")
      #expect(try team.check().verdict == .inStep, "edited on \(place)")
      try team.sync()
      try team.expectQuiet()
      let text = try team.repository.read(Team.prompt("ada"))
      for line in ["Helps ada and others.", "Line eight of ada.", "Mine alone."] {
        #expect(text.contains(line), "edited on \(place)")
      }
    }
  }
}
