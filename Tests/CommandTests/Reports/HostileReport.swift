import AgentModel
import Git
import PromptFiles

@testable import AgentSync
@testable import git_agentsync

/// Reports in which everything that a repository may name bears one hostile name.
struct HostileReport {
  /// Names that would be markup, commands or references, if anything of them were taken for it.
  static let names = [
    "`code", "``", "a`b``c", "a|b", "|", "\\|x", "a\\", "</details>", "<script>alert(1)</script>",
    "<!-- x -->", "-->", "<b>x</b>", "![x](y)", "[x](https://evil.example)", "[x]: y", "[x][y]",
    "@everyone", "mail @all now", "#123", "o/r#1", "GH-1", "!7", "https://evil.example",
    "www.evil.example", "x@evil.example", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef", ":tada:",
    "$x$", "$`x`$", "*b*", "_i_", "~~s~~", "# h", "- x", "1. x", "> q", "---", "===", "```", "~~~",
    "new\nline", "cr\rlf\r\n", "\u{202E}rtl", "\u{2028}ls", "\u{200B}zero", "\u{1B}[31mred",
    "::error::x", "\n::set-output name=x::y", "##[error]x", "##vso[task.complete]", "%0A::error::x",
    "a,b=c:d%", "{0} {{1}}", "&lt;b&gt;", "&#64;x", " both ", "   ", "tab\tstop", "ünïcode ☃",
    "\u{E0041}tag", "a\"b'c", "'", "\\`", "`|`", "\\", "%", "a[b", "]", "%%{init}%%", "\u{85}nel",
    "|\u{301}|", "`\u{301}x`", ":\u{301}:x", "@\u{301}", "[\u{301}x]\u{301}(y)",
    "a,\u{301}=:\u{301}", "\r\n::error::x",
    " \u{301}x ", "{0\u{301}}", "%\u{301}0A",
  ]

  let name: String

  /// A place in a file of this name.
  var place: RepoPath {
    let file = name.replacing("/", with: "-").replacing("\0", with: "")
    return RepoPath("docs/\(file)/x.md") ?? Config.path
  }

  private var snapshot: Snapshot {
    Snapshot(kind: .commit, content: .tree(nil), commitID: nil, parentIDs: [])
  }

  private func row(_ state: Plan.State) -> Plan.Row {
    Plan.Row(
      path: place,
      agentID: name,
      target: .prompt,
      state: state,
      isChanging: true,
      problem: state == .conflict ? problem(.mergeConflict, .error) : nil
    )
  }

  private func problem(_ code: Problem.Code, _ severity: Problem.Severity) -> Problem {
    Problem(
      code,
      severity: severity,
      at: Problem.Place(place, line: 3, column: 5),
      "the tool '\(name)' is \(name)",
      hint: "write \(name) instead"
    )
  }

  private var agent: AgentChange {
    AgentChange(
      kind: .changed,
      id: name,
      formerID: name + "2",
      source: place,
      formerSource: place,
      formerCategory: [name],
      fields: [
        FieldChange(
          name: name,
          origin: .frontMatter,
          old: nil,
          new: nil,
          addedItems: [name],
          removedItems: [name]
        ),
        FieldChange(
          name: name,
          origin: .label,
          old: name,
          new: name,
          addedItems: [],
          removedItems: []
        ),
      ],
      sections: [
        SectionChange(
          kind: .changed,
          path: [name, name],
          formerPath: [name],
          isRenamed: true,
          isMoved: true,
          addedLines: 1,
          removedLines: 2,
          subsections: 0
        )
      ],
      parts: [PartChange(kind: .renamed, path: place, formerPath: place)],
      isLayoutChanged: true
    )
  }

  private var change: BroughtChange {
    let steps = [ImpactStep(place, .changed), ImpactStep(place, .generated)]
    let output = ReachedOutput(
      path: place,
      agent: nil,
      id: name,
      target: .prompt,
      effect: .text,
      chain: steps
    )
    return BroughtChange(
      base: snapshot,
      start: snapshot,
      changes: ChangeSet(agents: [agent]),
      isConfigurationChanged: true,
      impact: Impact([output], findings: []),
      handEdits: [
        HandEdit(path: place, agentID: name, target: .prompt, added: 1, removed: 0, firstLine: 1)
      ],
      merge: .merged([
        MergePreview.Clash(path: place, line: 2, reason: .handEdit(agentID: name)),
        MergePreview.Clash(path: place, line: nil, reason: .lines),
      ])
    )
  }

  /// The report.
  func report() throws -> CheckReport {
    let faults = CheckOutcome.Faults(
      rows: [row(.stale), row(.conflict)],
      findings: [
        problem(.powerTools, .error), problem(.unknownKey, .warning), problem(.emptySource, .error),
      ]
    )
    let facts = Plan.Facts(
      format: 1,
      agentCount: 1,
      roots: [],
      places: [],
      targets: [.prompt],
      passedOver: []
    )
    let outcome = CheckOutcome(
      plan: Plan(snapshot: snapshot, facts: facts, rows: [], changes: [], findings: []),
      before: faults,
      brought: faults,
      change: change,
      unfinished: nil,
      verdict: .findings
    )
    return try CheckReport(outcome, hasBase: true)
  }
}
