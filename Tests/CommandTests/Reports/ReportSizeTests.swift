import AgentModel
import Git
import Markdown
import PromptFiles
import Testing

@testable import AgentSync
@testable import git_agentsync

/// Reports of changes without end stay within what their readers take.
struct ReportSizeTests {
  /// A report of this many of everything, each with a name of this kind.
  private func report(_ count: Int, name: String) throws -> CheckReport {
    let small = try HostileReport(name: name).report()
    let places = (0..<count).compactMap { RepoPath("docs/\(name)\($0).md") }
    let problems = places.map { place in
      Problem(.unknownKey, at: Problem.Place(place, line: 1), "'\(name)' of \(place) is \(name)")
    }
    let gains = problems.map { Problem(.powerTools, at: $0.place, $0.message) }
    let change = try #require(small.outcome.change)
    let agent = try #require(change.changes.agents.first)
    let outputs = places.map { place in
      ReachedOutput(
        path: place,
        agent: nil,
        id: name,
        target: .prompt,
        effect: .text,
        chain: [ImpactStep(place, .changed)]
      )
    }
    let edit = try #require(change.handEdits.first)
    let faults = CheckOutcome.Faults(
      rows: small.outcome.brought.rows.flatMap { Array(repeating: $0, count: count) },
      findings: gains + problems
    )
    let clash = try #require(change.merge.clashes.first)
    let many = BroughtChange(
      base: change.base,
      start: change.start,
      changes: ChangeSet(agents: Array(repeating: agent, count: count)),
      isConfigurationChanged: true,
      impact: Impact(outputs, findings: []),
      handEdits: Array(repeating: edit, count: count),
      merge: MergePreview.merged(Array(repeating: clash, count: count))
    )
    let outcome = CheckOutcome(
      plan: small.outcome.plan,
      before: faults,
      brought: faults,
      change: many,
      unfinished: nil,
      verdict: .findings
    )
    return try CheckReport(outcome, hasBase: true)
  }

  @Test(arguments: [0, 1, 20, 600])
  func `a comment is cut before it is too long, and says so`(count: Int) throws {
    for name in ["ada", String(repeating: "`|", count: 100), String(repeating: "☃", count: 300)] {
      let text = CheckMarkdown(try report(count, name: name)).text
      #expect(text.utf16.count < 65_000)
      #expect(text.unicodeScalars.count < 65_000)
      #expect(text.hasPrefix(CheckMarkdown.mark + "\n"))
      #expect(text.contains("</details>") == text.contains("<details>"))
      let structure = try MarkdownStructure(of: Array(text.utf8))
      #expect(structure.spans.allSatisfy { $0.kind == .code })
      if count == 600 {
        for noun in ["gains", "findings", "agents", "outputs", "hand edits", "places", "lines"] {
          let sentence = try Regex("[0-9]+ more \(noun) left out here")
          #expect(text.firstMatch(of: sentence) != nil, "\(noun) of \(name.prefix(3))")
        }
      }
    }
  }

  @Test(arguments: [20, 100])
  func `a graph has no more files than can be seen`(count: Int) throws {
    let text = CheckMarkdown(try report(count, name: "ada")).text
    let nodes = text.split(separator: "\n").count { $0.hasPrefix("  n") }
    #expect(nodes == min(count, 60))
    #expect(text.contains("Drawn are the nearest 60; 40 more are not.") == (count == 100))
  }

  @Test func `annotations are ten of each kind and one that sums up`() throws {
    let lines = GitHubAnnotations(report: try report(30, name: "ada")).commands
      .split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(lines.count { $0.hasPrefix("::warning ") } == 0)
    #expect(lines.last?.hasPrefix("::notice title=git agentsync check::") == true)
    #expect(lines.count == 11)
  }

  @Test func `a thing that moved is the same, and the second of two is another`() throws {
    let place = try path("a.md")
    let other = try path("b.md")
    func prints(_ problems: [Problem]) throws -> [String] {
      let small = try HostileReport(name: "ada").report().outcome
      let outcome = CheckOutcome(
        plan: small.plan,
        before: CheckOutcome.Faults(rows: [], findings: []),
        brought: CheckOutcome.Faults(rows: [], findings: problems),
        change: nil,
        unfinished: nil,
        verdict: .findings
      )
      return try CheckReport(outcome, hasBase: false).items.map(\.fingerprint)
    }
    func problem(_ path: RepoPath, _ line: Int, _ message: String) -> Problem {
      Problem(.unknownKey, at: Problem.Place(path, line: line), message)
    }
    let first = try prints([problem(place, 1, "x"), problem(place, 2, "x")])
    let moved = try prints([problem(place, 7, "x"), problem(place, 9, "x")])
    #expect(first == moved)
    let others = try prints([problem(other, 1, "x"), problem(place, 1, "y")])
    #expect(Set(first + others).count == 4)
  }
}
