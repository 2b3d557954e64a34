import AgentModel
import Testing

@testable import PromptFiles

struct PathTemplateTests {
  private func code(_ template: String, _ target: Target = .prompt) -> Problem.Code? {
    do {
      try checkPathTemplate(template, target: target)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: Target.allCases)
  func `every default is allowed`(target: Target) {
    #expect(code(target.defaultPath, target) == nil)
  }

  @Test(arguments: [
    "prompts/{id}.prompt.md", "{category}/{id}.prompt.md",
    "integrations/vscode/{category}/{name}.prompt.md",
    ".github/x/{id}.prompt.md", "sub/.github/prompts/{id}.prompt.md",
    "a/github/workflows/{id}.prompt.md",
    ".ai/{id}.prompt.md", "größe/{id}.prompt.md", "my prompts/{id}.prompt.md",
  ])
  func `any other folder may be chosen`(template: String) {
    #expect(code(template) == nil)
  }

  @Test(arguments: [
    "", "{id}", "../{id}.prompt.md", "a/../../{id}.prompt.md", "/{id}.prompt.md",
    "//srv/{id}.prompt.md",
    "a//{id}.prompt.md", "./{id}.prompt.md", "C:\\{id}.prompt.md", "C:/{id}.prompt.md",
    "a\\{id}.prompt.md",
    "a/{id}.prompt.md/", "x.prompt.md", "{category}/x.prompt.md", "{author}/{id}.prompt.md",
    "{id.prompt.md",
    "id}.prompt.md", "{{id}}.prompt.md", "{id}.md", "{id}.prompt.txt", "{id}.PROMPT.md",
    "a\n/{id}.prompt.md",
  ])
  func `a template of the wrong form is refused`(template: String) {
    #expect(code(template) == .configBadPath)
  }

  @Test(arguments: [
    ".git/{id}.prompt.md", ".GIT/{id}.prompt.md", "a/.git/{id}.prompt.md", "git~1/{id}.prompt.md",
    "GIT~2/{id}.prompt.md", ".g\u{200C}it/{id}.prompt.md", ".git\u{FEFF}/{id}.prompt.md",
    ".git./{id}.prompt.md", ".git /{id}.prompt.md", ".git{id}/x{id}.prompt.md",
    ".gitmodules/{id}.prompt.md",
    ".gitea/{id}.prompt.md", "a/.gitattributes/{id}.prompt.md", ".vscode/{id}.prompt.md",
    ".VSCode/x/{id}.prompt.md", "a/.vscode/{id}.prompt.md", ".github/workflows/{id}.prompt.md",
    ".GitHub/Workflows/{id}.prompt.md", ".github/hooks/{id}.prompt.md",
    ".devcontainer/{id}.prompt.md",
    ".devcontainer/a/{id}.prompt.md", ".agentsync/{id}.prompt.md",
    ".agentsync/pristine/{id}.prompt.md",
    "vscode~1/{id}.prompt.md", "con/{id}.prompt.md", "aux.x/{id}.prompt.md",
    "a\u{202E}b/{id}.prompt.md",
    "a./{id}.prompt.md", "a /{id}.prompt.md", "a?/{id}.prompt.md",
  ])
  func `a folder that others obey is refused`(template: String) {
    #expect(code(template) == .outputNotAllowed)
  }

  @Test func `a stream of NTFS is refused`() {
    #expect(code(".git::$INDEX_ALLOCATION/{id}.prompt.md") == .configBadPath)
  }

  @Test func `each kind has its ending`() {
    #expect(code("x/{id}.agent.md", .agent) == nil)
    #expect(code(".claude/agents/{id}.md", .agent) == nil)
    #expect(code("x/{id}.md", .agent) == .configBadPath)
    #expect(code("{id}/SKILL.md", .skill) == nil)
    #expect(code("x/{category}-{name}/SKILL.md", .skill) == nil)
    #expect(code("SKILL.md", .skill) == .configBadPath)
    #expect(code("{id}/x/SKILL.md", .skill) == .configBadPath)
    #expect(code("{id}/skill.md", .skill) == .configBadPath)
    #expect(code("{id}/X.SKILL.md", .skill) == .configBadPath)
  }
}

struct OutputPathTests {
  private func path(
    _ template: String,
    _ target: Target = .prompt,
    id: String = "ada",
    category: [String] = ["core"],
    name: String = "Ada"
  ) throws(Problem) -> String {
    let agent = MadeUp.agent(id: id, category: category, name: name)
    return try outputPath(of: agent, for: TargetSettings(target: target, path: template)).string
  }

  @Test func `the template's words are filled in`() throws {
    #expect(try path("p/{category}/{id}-{name}.prompt.md") == "p/core/ada-Ada.prompt.md")
    #expect(try path("{category}/{id}.prompt.md", category: ["a", "b"]) == "a/b/ada.prompt.md")
  }

  @Test(arguments: [
    ("p/{category}/{id}.prompt.md", "p/ada.prompt.md"),
    ("{category}/{id}.prompt.md", "ada.prompt.md"),
    ("p/{category}-{id}.prompt.md", "p/ada.prompt.md"),
    ("p/{id}-{category}.prompt.md", "p/ada.prompt.md"),
    ("p/{id}.{category}.prompt.md", "p/ada.prompt.md"),
    ("p/{category}.{id}.prompt.md", "p/ada.prompt.md"),
  ])
  func `an empty category takes a separator along`(template: String, expected: String) throws {
    #expect(try path(template, category: []) == expected)
  }

  @Test func `a filled path is judged again`() {
    #expect(throws: Problem.self) {
      try path(".github/{category}/{id}.prompt.md", category: ["workflows"])
    }
    #expect(throws: Problem.self) { try path("{category}/{id}.prompt.md", category: [".vscode"]) }
    #expect(throws: Problem.self) { try path(".{name}/{id}.prompt.md", name: "git") }
    #expect(throws: Problem.self) { try path("{id}.prompt.md", id: "aux") }
    #expect(throws: Problem.self) { try path("{category}/{id}.prompt.md", category: ["a:b"]) }
    #expect(throws: Problem.self) { try path("{name}.prompt.md", name: "a\u{202E}b") }
    #expect(throws: Problem.self) {
      try path("{id}.prompt.md", id: String(repeating: "x", count: 201))
    }
  }

  @Test func `a skill's folder fits the specification`() throws {
    let template = Target.skill.defaultPath
    #expect(
      try path(template, .skill, id: "web.code_reviewer")
        == ".github/skills/web-code-reviewer/SKILL.md"
    )
    #expect(try path("s/{name}/SKILL.md", .skill, name: "Ada -- L.") == "s/ada-l/SKILL.md")
  }

  @Test func `a skill that can't be named is an error`() {
    func code(_ id: String, _ template: String = "{id}/SKILL.md") -> Problem.Code? {
      do {
        _ = try path(template, .skill, id: id)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code("größe") == .idNotASCII)
    #expect(code(String(repeating: "x", count: 65)) == .skillName)
    #expect(code("x", "-{id}/SKILL.md") == .skillName)
    #expect(code("x", "a--{id}/SKILL.md") == .skillName)
    #expect(code("x", "A{id}/SKILL.md") == .skillName)
  }
}
