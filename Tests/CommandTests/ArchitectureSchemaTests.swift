import AgentSync
import Git
import PromptFiles
import TestSupport
import Testing

/// The two schemas in `docs/` describe what the program reads and writes.
struct ArchitectureSchemaTests {
  private static func schema(_ name: String) throws -> JSONSchema {
    let file = try #require(ProjectFile("docs/\(name).schema.json"))
    return JSONSchema(root: try JSONValue(parsing: file.text))
  }

  /// JSON is YAML too, so that one text serves both readers.
  @Test(arguments: [
    "{}", #"{"format": 1}"#, #"{"library": {"roots": ["agents", "plugins/*/agents"]}}"#,
    #"{"library": {"roots": "agents", "exclude": [], "id": "{1}.{name}", "parts": ["parts"]}}"#,
    #"{"targets": ["prompt", "agent", "skill"]}"#, #"{"targets": [{"agent": {}}]}"#,
    #"{"targets": [{"prompt": {"path": "prompts/{id}.prompt.md", "tools": ["search"]}}]}"#,
    #"{"targets": [{"skill": {"body": "inline", "provenance": false}}], "body": "link"}"#,
    #"{"merge": {"suggest": "off"}}"#, #"{"merge": {}}"#, #"{"references": {"rewrite": "off"}}"#,
    #"{"hooks": {}}"#, #"{"hooks": {"pre-commit": "separate", "pre-push": "off"}}"#,
    #"{"hooks": {"post-merge": "report", "pre-merge-commit": "check", "post-checkout": "off"}}"#,
    #"{"provenance": true, "models": {"sonnet": "Claude Sonnet 4.5 (copilot)"}}"#,
  ])
  func `what the schema of the configuration allows is read`(text: String) throws {
    #expect(try Self.schema("agentsync").faults(of: JSONValue(parsing: text)).isEmpty)
    #expect(throws: Never.self) { try Config(parsing: Array(text.utf8)) }
  }

  @Test(arguments: [
    #"{"format": 2}"#, #"{"formats": 1}"#, #"{"library": {"root": ["agents"]}}"#,
    #"{"library": {"roots": []}}"#, #"{"library": ["agents"]}"#, #"{"targets": []}"#,
    #"{"targets": "prompt"}"#, #"{"targets": ["prompts"]}"#, #"{"targets": [{"agent": 5}]}"#,
    #"{"targets": [{"agent": {}, "skill": {}}]}"#, #"{"targets": [{"prompt": {"paths": "x"}}]}"#,
    #"{"targets": [{"prompt": {"handoffs": []}}]}"#, #"{"body": "embed"}"#,
    #"{"provenance": "yes"}"#, #"{"models": ["sonnet"]}"#, #"{"models": {"sonnet": []}}"#,
    #"{"hooks": "off"}"#, #"{"hooks": {"pre-commit": "sync"}}"#, #"{"hooks": {"commit": "off"}}"#,
    #"{"hand-edits": "merge"}"#, #"{"merge": {"suggest": "always"}}"#,
    #"{"merge": {"driver": "off"}}"#, #"{"merge": "off"}"#, #"{"references": {"rewrite": "on"}}"#,
  ])
  func `what the schema of the configuration forbids is refused`(text: String) throws {
    #expect(try !Self.schema("agentsync").faults(of: JSONValue(parsing: text)).isEmpty)
    #expect(throws: (any Error).self) { try Config(parsing: Array(text.utf8)) }
  }

  @Test(arguments: Target.allCases)
  func `the schema knows the front matter of each target`(target: Target) throws {
    let keys = try Self.schema("agentsync").root["definitions"]?[target.rawValue]?["properties"]
    let settings: Set<String> = ["path", "body", "provenance"]
    let known = Set(try #require(keys).members.keys)
    #expect(known.subtracting(settings) == Set(target.keys))
  }

  @Test func `what --json prints fits its schema`() throws {
    let schema = try Self.schema("output")
    let repository = try TemporaryRepository()
    func expectFit(_ arguments: [String], _ status: Int32) throws {
      let said = try runProgram(
        [Tool.path.string] + arguments + ["--json"],
        in: repository.root,
        input: nil,
        environment: repository.environment
      )
      #expect(
        said.status == status,
        "\(arguments): \(String(decoding: said.errorOutput, as: UTF8.self))"
      )
      #expect(try schema.faults(of: JSONValue(parsing: said.text)).isEmpty, "\(arguments)")
    }
    let prompt = ".github/prompts/ada.prompt.md"
    try repository.write(
      "agents/ada.md",
      "---\ndescription: Reviews\ntools: [nonsense]\n---\n\n# Ada\n\nAsk.\n"
    )
    try repository.write("agents/README.md", "# None\n")
    try repository.write("agents/bad.md", "---\ntools: 5\n")
    try repository.commit()
    try expectFit(["init"], 3)
    try expectFit(["status"], 0)
    try expectFit(["log"], 0)
    try expectFit(["show"], 0)

    try repository.remove("agents/bad.md")
    try repository.write(prompt, try repository.read(prompt) + "\nBy hand.\n")
    try repository.commit()
    try repository.write(
      "agents/ada.md",
      "---\ndescription: Reviews more\n---\n\n# Ada\n\nAsk.\n"
    )
    try repository.write("agents/eve.md", "# Eve\n\n## Purpose\n\nHelps.\n")
    try expectFit(["status"], 0)
    try expectFit(["diff"], 0)
    try expectFit(["impact", "agents"], 0)
    try expectFit(["impact", "--worktree", "eve"], 0)
    try expectFit(["sync", "--dry-run"], 0)
    try repository.commit()
    try expectFit(["check"], 1)
    try expectFit(["check", "--base", "HEAD~1"], 1)
    try expectFit(["sync"], 0)
    try expectFit(["diff", "HEAD~2", "HEAD"], 0)
    try expectFit(["impact", "HEAD~2..HEAD"], 0)
    try expectFit(["check"], 0)
    try expectFit(["undo"], 0)

    try repository.write("docs/a.md", "# A guide\n\nWith words in it that are its own.\n")
    try repository.write("agents/eve.md", "# Eve\n\nSee [a](../docs/a.md) and @docs/none.md#x.\n")
    try repository.commit()
    try expectFit(["sync"], 0)
    try repository.git("mv", "docs/a.md", "docs/b.md")
    try repository.git("mv", "agents/eve.md", "agents/eva.md")
    try repository.commit()
    try expectFit(["refs", "list"], 0)
    try expectFit(["refs", "check"], 1)
    try expectFit(["refs", "map", "HEAD~1", "HEAD", "--all"], 0)
    try expectFit(["refs", "map", "--since", "docs/a.md"], 0)
    try expectFit(["impact", "docs/b.md"], 0)
    try expectFit(["refs", "fix", "--dry-run"], 1)
    try expectFit(["sync", "--dry-run"], 1)
    try expectFit(["sync", "--fix-references"], 0)
    try expectFit(["doctor"], 0)
  }
}
