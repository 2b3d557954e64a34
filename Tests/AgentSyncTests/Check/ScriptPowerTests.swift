import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// A script that changes while what names it stays is a change of what runs.
struct ScriptPowerTests {
  private static let hook =
    #"{"version":1,"hooks":{"PreToolUse":[{"type":"command","command":"COMMAND"}]}}"#

  private func gains(_ repository: TemporaryRepository) throws -> [String] {
    var options = CheckOptions()
    options.base = "base"
    return try AgentSync.check(repository.open(), options).brought.findings
      .filter { $0.code.rawValue.hasPrefix("power.") }
      .map { "\($0.code.rawValue) \($0.place?.path.string ?? ""): \($0.message)" }
  }

  @Test(arguments: [
    ("./s/x.sh --all", true), ("bash s/x.sh", true), ("cd s && ./x.sh", true),
    ("node -r ./s/a.js ./s/x.sh", true), ("sh -c './s/x.sh'", true),
    (#"\"$CLAUDE_PROJECT_DIR\"/s/x.sh"#, true), ("$(git rev-parse --show-toplevel)/s/x.sh", true),
    ("${workspaceFolder}/s/x.sh", true), ("s/plain", true), ("cat s/plain", false),
    ("x s/plain", false),
    ("make lint", false), ("./s/other.sh", false),
  ])
  func `a script of a hook`(command: String, isGain: Bool) throws {
    let files = ["s/x.sh": "a", "s/plain": "a", "s/other.sh": "o", "s/a.js": "j", "lint": "a"]
    let hooks = Self.hook.replacing("COMMAND", with: command)
    let repository = try TemporaryRepository(
      base: files.merging([".github/hooks/l.json": hooks]) { $1 }
    )
    #expect(try gains(repository) == [])
    for path in ["s/x.sh", "s/plain", "lint"] { try repository.write(path, "b") }
    try repository.commit("script")
    let found = try gains(repository)
    #expect(found.isEmpty != isGain, "\(found)")
    let script = command.contains("plain") ? "s/plain" : "s/x.sh"
    if isGain {
      #expect(
        found == [
          "power.program .github/hooks/l.json: 'l' gains the script '\(script)' as it is now, "
            + "which the hook at 'PreToolUse' runs"
        ]
      )
    }
  }

  @Test(arguments: [
    (".vscode/mcp.json", #"{"servers":{"x":{"command":"node","args":["srv/x.js"]}}}"#),
    (
      ".vscode/mcp.json",
      #"{"servers":{"x":{"command":"node","args":["${workspaceFolder}/srv/x.js"]}}}"#
    ),
    (".mcp.json", #"{"mcpServers":{"x":{"command":"uv","args":["run","x.js"],"cwd":"srv"}}}"#),
    (".mcp.json", #"{"mcpServers":{"x":{"command":"node","args":["./srv"]}}}"#),
    (".vscode/tasks.json", #"{"tasks":[{"label":"t","type":"shell","command":"./srv/x.js"}]}"#),
    (".devcontainer/devcontainer.json", #"{"postCreateCommand":["node","srv/x.js"]}"#),
    (".claude/settings.json", #"{"statusLine":{"type":"command","command":"node srv/x.js"}}"#),
    (
      ".github/agents/a.agent.md",
      "---\ntools: []\nagents: []\nmcp-servers: {x: {command: node, args: [srv/x.js]}}\n---\n"
    ),
    (
      ".github/agents/a.agent.md",
      "---\ntools: []\nagents: []\nhooks: {Stop: [{type: command, command: ./srv/x.js}]}\n---\n"
    ),
  ])
  func `a script of whatever runs one`(path: String, text: String) throws {
    let repository = try TemporaryRepository(base: [
      path: text, "srv/x.js": "a", "srv/data.db": "a",
    ])
    #expect(try gains(repository) == [])
    try repository.write("srv/x.js", "b")
    try repository.commit("script")
    let found = try gains(repository)
    #expect(found.count == 1, "\(found)")
    #expect(found.allSatisfy { $0.hasPrefix("power.program \(path): ") })
    // What comes with a command of its own is told by that alone.
    try repository.git("branch", "-f", "base")
    try repository.write(path, text.replacing("srv", with: "new"))
    try repository.write("new/x.js", "c")
    try repository.commit("other")
    #expect(try gains(repository).count == 1)
  }

  @Test func `a link to a script is followed`() throws {
    let hooks = Self.hook.replacing("COMMAND", with: "./run.sh")
    let repository = try TemporaryRepository(base: [".github/hooks/l.json": hooks, "s/x.sh": "a"])
    let blob = try repository.git("hash-object", "-w", "--stdin", input: "s/x.sh")
    try repository.git("update-index", "--add", "--cacheinfo", "120000,\(blob),run.sh")
    try repository.git("commit", "-q", "-m", "link")
    try repository.git("branch", "-f", "base")
    try repository.git("checkout", "-q", "-f", "main")
    try repository.write("s/x.sh", "b")
    try repository.commit("script")
    #expect(try gains(repository).count == 1)
  }

  @Test(arguments: [
    ("scripts/x.py", "Do.", true), ("tools/x.py", "Run `tools/x.py`.", true),
    ("assets/x.py", "Do.", false), ("references/x.md", "Read references/x.md.", false),
    ("assets/run", "Do.", false),
  ])
  func `a script of a skill`(part: String, body: String, isGain: Bool) throws {
    let skill = "---\nname: s\ndescription: S.\n---\n\(body)\n"
    for folder in [".github/skills/s", "ai/s"] {
      let repository = try TemporaryRepository(base: [
        "\(folder)/SKILL.md": skill,
        ".vscode/settings.json": #"{"chat.agentSkillsLocations": {"ai": true}}"#,
      ])
      try repository.write("\(folder)/\(part)", "a")
      try repository.commit("comes")
      #expect(try gains(repository).isEmpty != isGain)
      try repository.git("branch", "-f", "base")
      #expect(try gains(repository) == [])
      try repository.write("\(folder)/\(part)", "b")
      try repository.commit("changes")
      let found = try gains(repository)
      #expect(found.isEmpty != isGain, "\(found)")
      if isGain {
        #expect(
          found == [
            "power.program \(folder)/SKILL.md: 's' gains the script '\(part)' as it is now"
          ]
        )
      }
      try repository.git("branch", "-f", "base")
      try repository.git("rm", "-q", "\(folder)/\(part)")
      try repository.git("commit", "-q", "-m", "goes")
      #expect(try gains(repository) == [])
    }
  }

  @Test func `what may be executed in a skill's folder is one whatever its name`() throws {
    let repository = try TemporaryRepository(base: [
      ".github/skills/s/SKILL.md": "---\nname: s\ndescription: S.\n---\nDo.\n"
    ])
    let blob = try repository.git("hash-object", "-w", "--stdin", input: "x")
    try repository.git(
      "update-index",
      "--add",
      "--cacheinfo",
      "100755,\(blob),.github/skills/s/bin/run"
    )
    try repository.git("commit", "-q", "-m", "program")
    #expect(try gains(repository).count == 1)
  }
}
