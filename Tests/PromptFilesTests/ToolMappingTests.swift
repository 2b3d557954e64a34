import Testing

@testable import PromptFiles

struct ToolMappingTests {
  @Test(arguments: [
    ("codebase", ["search/codebase"]), ("usages", ["search/usages"]),
    ("problems", ["read/problems"]),
    ("fetch", ["web/fetch"]), ("editFiles", ["edit/editFiles"]), ("changes", ["search/changes"]),
    ("findFiles", ["search/fileSearch"]), ("search/readFile", ["read/readFile"]),
    ("runCommands/runInTerminal", ["execute/runInTerminal"]), ("vscodeAPI", ["vscode/VSCodeAPI"]),
    ("new/newWorkspace", ["newWorkspace"]), ("runSubagent", ["agent"]),
    (
      "runNotebooks",
      ["execute/runNotebookCell", "read/getNotebookSummary", "read/readNotebookCellOutput"]
    ),
  ])
  func `an old name becomes today's`(name: String, today: [String]) {
    #expect(ToolMapping(name) == .names(today))
  }

  @Test(arguments: [
    ("Read", ["read"]), ("Bash", ["execute"]), ("Edit", ["edit"]), ("MultiEdit", ["edit"]),
    ("Write", ["edit"]), ("Grep", ["search"]), ("Glob", ["search"]), ("WebFetch", ["web"]),
    ("Task", ["agent"]), ("TodoWrite", ["todos"]), ("AskUserQuestion", ["vscode/askQuestions"]),
    ("mcp__github__get_issue", ["github/get_issue"]), ("mcp__my_server", ["my_server/*"]),
    ("mcp__a_b__c__d", ["a_b/c__d"]), ("mcp__a__*", ["a/*"]),
  ])
  func `Claude's name becomes the alias`(name: String, today: [String]) {
    #expect(ToolMapping(name) == .names(today))
  }

  @Test(arguments: [
    "read", "search/codebase", "todos", "todo", "*", "github/*", "playwright/click", "pub.ext/tool",
    "browser/openPage",
  ])
  func `a name of today stays`(name: String) {
    #expect(ToolMapping(name) == .names([name]))
  }

  @Test(arguments: ["shell", "PowerShell", "custom-agent", "SEARCH"])
  func `an alias of GitHub's is taken without case`(name: String) {
    #expect(ToolMapping(name) != .unknown(name))
  }

  @Test(arguments: ["findTestFiles", "search/nothing", "mine", "mcp__", "x(y)"])
  func `a name nobody knows is kept`(name: String) {
    #expect(ToolMapping(name) == .unknown(name))
  }

  @Test func `what has no counterpart is dropped, and what is limited is never widened`() {
    #expect(ToolMapping("TaskCreate") == .dropped)
    #expect(ToolMapping("Skill") == .dropped)
    #expect(ToolMapping("Bash(git status:*)") == .restricted)
    #expect(ToolMapping("Task(reviewer)") == .restricted)
  }

  @Test func `every mapped name is one of today's`() {
    for (old, today) in ToolNames.renamed.merging(ToolNames.claude, uniquingKeysWith: { $1 }) {
      for name in today { #expect(ToolMapping(name) == .names([name]), "\(old)") }
    }
    for alias in ToolNames.aliases.values { #expect(ToolMapping(alias) == .names([alias])) }
  }

  @Test func `a comma string is a list`() {
    #expect(
      toolNames(in: "Read, 'Bash' ,\"Edit\",, Bash(a, b)") == [
        "Read", "Bash", "Edit", "Bash(a, b)",
      ]
    )
    #expect(toolNames(in: "") == [])
    #expect(toolNames(in: "Read, Bash(a") == ["Read", "Bash(a"])
  }
}
