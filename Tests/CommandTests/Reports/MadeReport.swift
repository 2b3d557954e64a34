import AgentModel
import Git
import PromptFiles
import TestSupport

@testable import AgentSync
@testable import git_agentsync

/// A pull request with something of everything, and its report.
struct MadeReport {
  let repository: TemporaryRepository

  private static let ada = """
    ---
    description: Counts.
    tools: [search]
    ---
    # Ada

    **Version:** 1.0.0

    ## Work

    Count first.

    """

  init() throws {
    repository = try TemporaryRepository()
    try repository.write("agents/ada.md", Self.ada)
    try repository.write(
      "agents/bob.md",
      "---\ndescription: Writes.\ntools: []\n---\n# Bob\n\nKeep to [the style](../docs/style.md).\n"
    )
    try repository.write("docs/style.md", "# Style\n\nShort sentences, and none of them twice.\n")
    try repository.write(".github/prompts/old.prompt.md", "---\nname: ''\n---\nDo.\n")
    try repository.write(
      ".github/agents/eve.agent.md",
      "---\ndescription: Looks.\ntools: [search]\nagents: []\n---\nLook.\n"
    )
    try repository.commit("library")
    _ = try Tool.run("sync", in: repository)
    try repository.git("branch", "base")
    try change()
    try repository.commit("change")
  }

  private func change() throws {
    try repository.write(
      "agents/ada.md",
      Self.ada.replacing("[search]", with: "[search, edit]").replacing("1.0.0", with: "1.1.0")
        .replacing("Count first.", with: "Count first.\nThen count again.")
    )
    try repository.write(
      ".github/agents/eve.agent.md",
      "---\ndescription: Looks.\ntools: [search, execute]\nagents: []\n---\nLook.\n"
    )
    try repository.write(
      ".github/prompts/new.prompt.md",
      "---\ndescription: New.\n---\nBe bri\u{200B}\u{2060}ef.\n"
    )
    try repository.git("mv", "docs/style.md", "docs/tone.md")
    let bob = ".github/prompts/bob.prompt.md"
    try repository.write(bob, try repository.read(bob) + "\nBy hand.\n")
  }

  /// What `check --base base` found, with the meaning of the change.
  func report() throws -> CheckReport {
    let opened = try repository.open()
    var options = CheckOptions()
    options.base = "base"
    let found = try AgentSync.check(opened, options)
    let outcome = found.with(change: try meaning(opened, of: found.plan.snapshot))
    return try CheckReport(
      outcome,
      hasBase: true,
      fixes: CheckFixes(of: outcome, in: opened, work: Work())
    )
  }

  private func meaning(_ opened: Repository, of head: Snapshot) throws -> BroughtChange {
    let diff = try AgentSync.diff(
      from: .revision("base"),
      to: .head,
      in: opened,
      work: Work()
    )
    let reach = try impact(from: .revision("base"), to: .head, in: opened, work: Work())
    let bob = try path(".github/prompts/bob.prompt.md")
    return BroughtChange(
      base: diff.old,
      start: diff.old,
      changes: diff.changes,
      isConfigurationChanged: diff.isConfigurationChanged,
      impact: reach.impact,
      handEdits: [
        HandEdit(path: bob, agentID: "bob", target: .prompt, added: 2, removed: 0, firstLine: 9)
      ],
      merge: .merged([
        MergePreview.Clash(path: try path("agents/ada.md"), line: 3, reason: .lines),
        MergePreview.Clash(path: bob, line: nil, reason: .handEdit(agentID: "bob")),
      ])
    )
  }
}

/// A path that must be one.
func path(_ text: String) throws -> RepoPath {
  guard let path = RepoPath(text) else { throw UnexpectedPath(text: text) }
  return path
}

private struct UnexpectedPath: Error {
  let text: String
}

extension CheckOutcome {
  /// The same with another meaning of the change.
  func with(change: BroughtChange) -> CheckOutcome {
    CheckOutcome(
      plan: plan,
      before: before,
      brought: brought,
      change: change,
      unfinished: unfinished,
      verdict: verdict
    )
  }
}
