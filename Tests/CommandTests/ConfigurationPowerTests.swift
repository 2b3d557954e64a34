import TestSupport
import Testing

/// A change of `.agentsync.yml` that makes the gate look away is an error, judged by the base.
struct ConfigurationPowerTests {
  private static let base = """
    library:
      roots: [agents, more]
    targets: [prompt, agent]
    rules: {hidden.comment: error}
    hooks: {pre-push: check}

    """

  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write(".agentsync.yml", Self.base)
    try repository.write("agents/ada.md", "---\ndescription: Helps.\n---\n# Ada\n\nHelps.\n")
    try repository.write("more/eve.md", "---\ndescription: Helps.\n---\n# Eve\n\nHelps.\n")
    try repository.commit("base")
    try repository.git("branch", "base")
    return repository
  }

  private func check(_ repository: TemporaryRepository, _ more: String...) throws -> Tool.Result {
    if let flag = more.first {
      return try Tool.run("check", "--base", "base", flag, in: repository)
    }
    return try Tool.run("check", "--base", "base", in: repository)
  }

  @Test(arguments: [
    ("roots: [agents, more]", "roots: [agents]", "'more/eve.md' would be no agent"),
    (
      "roots: [agents, more]", "roots: [agents, more]\n  exclude: [\"**/ada.md\"]",
      "'**/ada.md' is left out of the library"
    ),
    (
      "roots: [agents, more]", "roots: [agents, more]\n  parts: [agents, more]",
      nil
    ),
    ("targets: [prompt, agent]", "targets: [prompt]", "no 'agent' would be made any more"),
    ("targets: [prompt, agent]", "targets: [prompt, agent, skill]", nil),
    ("hidden.comment: error", "hidden.comment: off", "'hidden.comment' goes from error to off"),
    (
      "{hidden.comment: error}", "{hidden.comment: error, hidden.tag-character: warning}",
      "'hidden.tag-character' goes from error to warning"
    ),
    ("{hidden.comment: error}", "{hidden.comment: error, hidden.padding: error}", nil),
    ("hooks: {pre-push: check}", "hooks: {pre-push: off}", "the hook 'pre-push' would be off"),
    (
      "hooks:", "policy: {allow: [{agent: eve, tools: [execute]}]}\nhooks:",
      "'eve' may gain 'execute' from now on"
    ),
  ])
  func `what the gate would no longer see or refuse is named`(
    old: String,
    new: String,
    words: String?
  ) throws {
    let repository = try repository()
    try repository.write(".agentsync.yml", Self.base.replacing(old, with: new))
    try repository.commit("configure")
    let run = try check(repository)
    if let words {
      #expect(run.status == 3, "\(run.output)\(run.errorOutput)")
      #expect(run.errorOutput.contains("error: .agentsync.yml:"))
      #expect(run.errorOutput.contains("\(words)"), "\(run.errorOutput)")
      #expect(run.errorOutput.contains("[power.configuration]"))
      #expect(try check(repository, "--allow-widening").status < 3)
    } else {
      #expect(!run.errorOutput.contains("[power.configuration]"), "\(run.errorOutput)")
    }
  }

  @Test(arguments: [
    ("policy: {allow: [{agent: f, tools: [edit, read]}]}", "policy: {allow: []}", nil),
    (
      "policy: {allow: [{agent: f, tools: [edit, read]}]}",
      "policy: {allow: [{agent: f, tools: [read, edit]}]}", nil
    ),
    (
      "policy: {allow: [{agent: f, tools: [edit, read]}]}",
      "policy: {allow: [{agent: f, tools: [read]}]}", nil
    ),
    (
      "policy: {allow: [{agent: f, tools: [edit]}]}",
      "policy: {allow: [{agent: f, tools: [edit, execute]}]}", "'f' may gain 'execute' from now on"
    ),
    ("versions: require-bump", "versions: off", "'versions' goes from require-bump to off"),
    ("versions: off", "versions: require-bump", nil),
    (
      "library: {exclude: [\"agents/drafts/**\"]}", "library: {exclude: [\"agents/drafts/*.md\"]}",
      nil
    ),
    (
      "library: {exclude: [\"agents/drafts/*.md\"]}", "library: {exclude: [\"agents/drafts/**\"]}",
      "'agents/drafts/**' is left out"
    ),
    ("library: {exclude: [\"agents/*.md\"]}", "library: {exclude: [\"agents/x.md\"]}", nil),
  ])
  func `only what is wider than before is named`(
    before: String,
    after: String,
    words: String?
  ) throws {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", "---\ndescription: Helps.\n---\n# Ada\n\nHelps.\n")
    try repository.write(".agentsync.yml", before + "\n")
    try repository.commit("base")
    try repository.git("branch", "base")
    try repository.write(".agentsync.yml", after + "\n")
    try repository.commit("configure")
    let said = try check(repository).errorOutput
    #expect(said.contains("[power.configuration]") == (words != nil), "\(said)")
    if let words { #expect(said.contains(words), "\(said)") }
  }

  @Test func `a configuration that is removed is one that sees less`() throws {
    let repository = try repository()
    try repository.git("rm", "--quiet", ".agentsync.yml")
    try repository.git("commit", "--quiet", "-m", "no configuration")
    let run = try check(repository)
    #expect(run.status == 3)
    #expect(run.errorOutput.contains("'more/eve.md' would be no agent of the library any more"))
  }

  @Test func `what the base has learnt since is nothing that the change took away`() throws {
    let repository = try repository()
    try repository.write("docs/x.md", "# X\n")
    try repository.commit("something else")
    try repository.git("checkout", "--quiet", "base")
    try repository.write(
      ".agentsync.yml",
      Self.base.replacing(
        "hidden.comment: error",
        with: "hidden.comment: error, hidden.padding: error"
      )
    )
    try repository.commit("stricter")
    try repository.git("checkout", "--quiet", "main")
    let run = try check(repository)
    #expect(!run.errorOutput.contains("[power.configuration]"), "\(run.errorOutput)")
  }

  @Test func `a library that moves as a whole loses nothing`() throws {
    let repository = try repository()
    try repository.git("mv", "more", "team")
    try repository.write(".agentsync.yml", Self.base.replacing("more]", with: "team]"))
    try repository.commit("moved")
    let run = try check(repository)
    #expect(!run.errorOutput.contains("[power.configuration]"), "\(run.errorOutput)")
  }
}
