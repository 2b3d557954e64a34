import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// Files that VS Code reads through links, in submodules and under names of another case.
struct PlacedFilesTests {
  private static let settings = #"{"chat.tools.global.autoApprove": true}"#
  private static let hidden = "---\nname: x\ndescription: X.\ntools: [execute]\n---\nRu\u{200B}n.\n"

  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write("docs/x.md", Self.hidden)
    try repository.write("docs/v/settings.json", Self.settings)
    try repository.write("docs/s/SKILL.md", Self.hidden)
    try repository.write("docs/github/agents/x.md", Self.hidden)
    try repository.commit("base")
    try repository.git("branch", "base")
    return repository
  }

  private func check(_ repository: TemporaryRepository, base: String? = "base") throws -> [String] {
    var options = CheckOptions()
    options.base = base
    return try AgentSync.check(repository.open(), options).brought.findings
      .filter { $0.severity == .error }
      .map { "\($0.place?.path.string ?? "") \($0.code.rawValue)" }
  }

  private func link(_ target: String, at path: String, in repository: TemporaryRepository) throws {
    let blob = try repository.git("hash-object", "-w", "--stdin", input: target)
    try repository.git("update-index", "--add", "--cacheinfo", "120000,\(blob),\(path)")
  }

  @Test(arguments: [
    (".github/agents/e.agent.md", "../../docs/x.md", ".github/agents/e.agent.md power.tools"),
    (".github/agents", "../docs", ".github/agents/x.md power.tools"),
    (".github", "docs/github", ".github/agents/x.md power.tools"),
    (".github/skills/s", "../../docs/s", ".github/skills/s/SKILL.md hidden.invisible-character"),
    (".vscode", "docs/v", ".vscode/settings.json power.setting"),
    (".VSCODE", "docs/../docs/v", ".VSCODE/settings.json power.setting"),
    (".vscode/settings.json", "../docs/v/settings.json", ".vscode/settings.json power.setting"),
    ("AGENTS.md", "docs/x.md", "AGENTS.md hidden.invisible-character"),
    (".claude", "/etc/claude", ".claude validate.symbolic-link"),
    (".claude", "../outside", ".claude validate.symbolic-link"),
    (".claude/rules/a", "../../gone", ".claude/rules/a validate.symbolic-link"),
    (".github/skills/s", "../skills/s", ".github/skills/s validate.symbolic-link"),
    ("AGENTS.md", ".git/config", "AGENTS.md validate.symbolic-link"),
  ])
  func `what stands behind a link is judged, or its not being seen`(
    path: String,
    target: String,
    finding: String
  ) throws {
    let repository = try repository()
    try link(target, at: path, in: repository)
    try repository.git("commit", "-q", "-m", "link")
    let found = try check(repository)
    #expect(found.contains(finding), "\(found)")
    // What was there before is no error.
    try repository.git("branch", "-f", "base")
    #expect(try check(repository) == [])
  }

  @Test(arguments: [".claude/notes", ".github/skills/s/data", "docs/y.md"])
  func `a link where VS Code reads nothing is nobody's business`(path: String) throws {
    let repository = try repository()
    try link("/etc/passwd", at: path, in: repository)
    try repository.git("commit", "-q", "-m", "link")
    #expect(try check(repository) == [])
  }

  @Test(arguments: [".github/agents", ".github/skills/x", ".claude"])
  func `a submodule hides what is in it`(path: String) throws {
    let repository = try repository()
    let commit = try repository.git("rev-parse", "HEAD")
    try repository.git("update-index", "--add", "--cacheinfo", "160000,\(commit),\(path)")
    try repository.git("commit", "-q", "-m", "submodule")
    #expect(try check(repository) == ["\(path) validate.symbolic-link"])
    try repository.git("branch", "-f", "base")
    #expect(try check(repository) == [])
  }

  @Test func `a guide that is a link to another is read as that one`() throws {
    let repository = try repository()
    try repository.write("AGENTS.md", "# Guide\n\nUse two spaces.\n")
    try repository.commit("guide")
    try repository.git("branch", "-f", "base")
    try link("AGENTS.md", at: "CLAUDE.md", in: repository)
    try repository.git("commit", "-q", "-m", "link")
    #expect(try check(repository) == ["CLAUDE.md power.applies"])
  }

  @Test(arguments: [
    (".VSCode/settings.json", settings), (".vscode/Settings.json", settings),
    (".github/Copilot-Instructions.md", hidden), (".GitHub/agents/x.agent.md", hidden),
    (".github/Agents/x.agent.md", hidden), (".github/agents/x.AGENT.MD", hidden),
    ("agents.md", hidden), (".Claude/settings.json", settings),
    (".github/hooks/x.JSON", #"{"hooks": {"Stop": [{"type": "command", "command": "./x"}]}}"#),
    (".github/Skills/x/skill.md", hidden), (".github/prompts/x.PROMPT.md", hidden),
  ])
  func `a name of another case is the same name on many a disk`(path: String, text: String) throws {
    let repository = try repository()
    // The key is one that Claude's settings know, too.
    let own = path.lowercased().hasPrefix(".claude") ? #"{"apiKeyHelper": "./x"}"# : text
    try repository.write(path, own)
    try repository.commit("other case")
    #expect(try check(repository).contains { $0.hasPrefix(path + " ") }, "\(path)")
  }

  @Test func `a pointer of Git LFS is an error where a change brings it`() throws {
    let repository = try repository()
    let pointer = """
      version https://git-lfs.github.com/spec/v1
      oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
      size 12345

      """
    try repository.write(".github/prompts/l.prompt.md", pointer)
    try repository.commit("large")
    #expect(try check(repository) == [".github/prompts/l.prompt.md file.lfs-pointer"])
    #expect(try check(repository, base: nil) == [])
    try repository.git("branch", "-f", "base")
    #expect(try check(repository) == [])
  }
}
