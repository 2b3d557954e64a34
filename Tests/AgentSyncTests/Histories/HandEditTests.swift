import TestSupport
import Testing

@testable import AgentSync

/// A hand edit and a change of the source, in every pair of places of one output.
struct HandEditTests {
  /// A line that the source and the output have alike.
  enum Place: String, CaseIterable {
    case description = "description: Looks after the harbour."
    case hint = "argument-hint: what to look after"
    case purpose = "Keeps the ledger of the harbour."
    case rule = "- Never close the gate at noon."
    case step = "2. Count the parcels."
    case row = "| copper | nine |"
    case code = "make ledger"
    case end = "That is all there is to say."

    /// The line with other words, of the same kind.
    func changed(_ word: String) -> String {
      switch self {
      case .description: "description: Looks after the \(word)."
      case .hint: "argument-hint: what \(word) looks after"
      case .purpose, .end: rawValue + " So says \(word)."
      case .rule: "- Never close the \(word) gate."
      case .step: "2. Count the \(word) parcels."
      case .row: "| copper | \(word) |"
      case .code: "make \(word)"
      }
    }
  }

  private static let source = """
    ---
    description: Looks after the harbour.
    name: ada
    argument-hint: what to look after
    tools: [search, edit]
    ---

    # Ada

    ## Purpose

    Keeps the ledger of the harbour.

    Nobody else does.

    ## Rules

    - Always greet the pilot.
    - Never close the gate at noon.
    - Mind the tide.

    ## Steps

    1. Open the gate.
    2. Count the parcels.
    3. Write them down.

    ## Numbers

    | what | how many |
    |---|---|
    | quartz | four |
    | copper | nine |
    | willow | two |

    ```sh
    cd harbour
    make ledger
    make gate
    ```

    ## End

    Good night.

    That is all there is to say.

    """

  private func synced() throws -> Team {
    let team = try Team()
    try team.repository.write("agents/ada.md", HandEditTests.source)
    try team.commit("a longer agent")
    try team.sync()
    return team
  }

  private func edit(_ place: Place, of path: String, _ word: String, in team: Team) throws -> String
  {
    let line = try #require(
      try team.repository.read(path).split(separator: "\n").map(String.init).first {
        $0.hasPrefix(place.rawValue.prefix(12))
      }
    )
    let changed = place.changed(word)
    try team.edit(path, line + "\n", changed + "\n")
    try team.commit("\(place) of \(path)")
    return changed
  }

  @Test func `a tool added by hand and one added in the source are both there`() throws {
    let team = try Team(["ada"])
    try team.repository.write("agents/ada.md", "---\ntools: [search]\n---\n\n# Ada\n\nHelps.\n")
    try team.commit("tools")
    try team.sync()
    try team.edit(Team.prompt("ada"), "tools: [search]", "tools: [search, web]")
    try team.commit("by hand")
    try team.edit("agents/ada.md", "tools: [search]", "tools: [search, edit]")
    try team.commit("in the source")
    try team.sync()
    #expect(try team.repository.read(Team.prompt("ada")).contains("tools: [search, web, edit]"))
    try team.expectQuiet()
  }

  @Test(arguments: Place.allCases)
  func `a hand edit survives a change of the source anywhere else`(place: Place) throws {
    for other in Place.allCases where other != place {
      let team = try synced()
      let mine = try edit(place, of: Team.prompt("ada"), "mine", in: team)
      // Taken up by a sync of its own or not, it is kept.
      if other.rawValue.count.isMultiple(of: 2) { try team.sync() }
      _ = try edit(other, of: "agents/ada.md", "theirs", in: team)
      let outcome = try team.sync()
      #expect(team.state("ada", in: outcome) == .edited, "\(place), then \(other)")
      #expect(outcome.plan.syncVerdict == .inStep)
      let text = try team.repository.read(Team.prompt("ada"))
      #expect(text.contains(mine), "\(place), then \(other)")
      #expect(text.contains("theirs"), "\(place), then \(other)")
      try team.expectQuiet()
    }
  }

  @Test(arguments: Place.allCases, [false, true])
  func `one that overlaps stops, and both texts are still there`(
    place: Place,
    isTakenUp: Bool
  ) throws {
    let team = try synced()
    let mine = try edit(place, of: Team.prompt("ada"), "mine", in: team)
    if isTakenUp { try team.sync() }
    let theirs = try edit(place, of: "agents/ada.md", "theirs", in: team)
    let output = try team.repository.readBytes(Team.prompt("ada"))
    let head = try team.repository.id("HEAD")
    let outcome = try team.sync()
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(outcome.applied == nil)
    #expect(try team.repository.id("HEAD") == head)
    #expect(try team.repository.readBytes(Team.prompt("ada")) == output)
    #expect(try team.repository.read(Team.prompt("ada")).contains(mine))
    #expect(try team.repository.read("agents/ada.md").contains(theirs))
    #expect(try team.check().verdict == .conflict)
    #expect(try team.repository.git("status", "--porcelain").isEmpty)
    let words = try #require(outcome.plan.rows.first?.problem)
    #expect(words.message.contains(Team.prompt("ada")) && words.message.contains("agents/ada.md"))
    #expect(words.hint?.contains("--adopt") == true && words.hint?.contains("--replace") == true)
  }

  @Test func `the program says 2 for an overlap, and leaves everything as it is`() throws {
    let team = try synced()
    _ = try edit(.rule, of: Team.prompt("ada"), "mine", in: team)
    _ = try edit(.rule, of: "agents/ada.md", "theirs", in: team)
    let head = try team.repository.id("HEAD")
    for command in ["sync", "check", "sync"] {
      let result = try Tool.run(command, in: team.repository)
      #expect(result.status == 2, "\(command): \(result.output)\(result.errorOutput)")
      #expect((result.output + result.errorOutput).contains(Team.prompt("ada")))
    }
    #expect(try team.repository.id("HEAD") == head)
  }

  @Test func `what is taken out by hand stays out while the source changes elsewhere`() throws {
    let team = try synced()
    try team.edit(Team.prompt("ada"), Place.rule.rawValue + "\n", "")
    try team.commit("by hand")
    for word in ["one", "two", "three"] {
      _ = try edit(.purpose, of: "agents/ada.md", word, in: team)
      try team.sync()
      let text = try team.repository.read(Team.prompt("ada"))
      #expect(!text.contains(Place.rule.rawValue))
      #expect(text.contains("says \(word)"))
    }
    try team.expectQuiet()
  }

  @Test func `one conflict holds nothing else back`() throws {
    let team = try Team(["ada", "bo"])
    try team.sync()
    try team.edit(Team.prompt("ada"), "Line 5 of ada.", "Line 5, mine.")
    try team.edit("agents/ada.md", "Line 5 of ada.", "Line 5, theirs.")
    try team.edit("agents/bo.md", "Line 5 of bo.", "Line five of bo.")
    try team.commit("all at once")
    let outcome = try team.sync()
    #expect(outcome.plan.syncVerdict == .conflict)
    #expect(outcome.applied?.commitID != nil)
    #expect(try team.repository.read(Team.prompt("bo")).contains("Line five of bo."))
    #expect(try team.repository.read(Team.prompt("ada")).contains("Line 5, mine."))
    #expect(try team.sync().applied == nil)
  }
}
