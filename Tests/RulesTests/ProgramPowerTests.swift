import AgentModel
import Git
import Rules
import Testing

/// Tasks, workspaces, development containers, and what servers ask and are kept from.
struct ProgramPowerTests {
  private func gained(_ path: String, _ before: String?, _ after: String?) throws -> [String] {
    // What stays as it is gains nothing.
    for text in [before, after] { #expect(try gainedPower(path, text, text).isEmpty) }
    return try gainedPower(path, before, after).map { "\($0.code.rawValue): \($0.message)" }
  }

  private static let task = #""type":"shell","command":"make""#

  @Test(arguments: [
    ("{}", #"{"tasks":[{TASK}]}"#, 1),
    (#"{"tasks":[{TASK}]}"#, #"{"tasks":[{TASK,"args":["x"]}]}"#, 1),
    (#"{"tasks":[{TASK}]}"#, #"{"tasks":[{TASK,"runOptions":{"runOn":"folderOpen"}}]}"#, 1),
    (#"{"tasks":[{TASK,"runOptions":{"runOn":"folderOpen"}}]}"#, #"{"tasks":[{TASK}]}"#, 0),
    (#"{"tasks":[{TASK}]}"#, #"{"tasks":[{TASK,"windows":{"command":"x"}}]}"#, 1),
    (#"{"tasks":[{TASK}]}"#, #"{"tasks":[{"label":"a","group":"build",TASK}]}"#, 0),
    (#"{"tasks":[{TASK}]}"#, #"{"tasks":[{TASK,"dependsOn":["b"]}]}"#, 1),
    (#"{"tasks":[]}"#, #"{"command":"x","tasks":[]}"#, 1),
    (#"{"tasks":[]}"#, #"{"tasks":[],"inputs":[{"id":"a","command":"x"}]}"#, 1),
    (#"{"tasks":[]}"#, #"{"tasks":[],"windows":{"tasks":[{TASK}]}}"#, 1),
  ])
  func `tasks`(before: String, after: String, count: Int) throws {
    let (one, two) = (
      before.replacing("TASK", with: Self.task), after.replacing("TASK", with: Self.task)
    )
    let found = try gained(".vscode/tasks.json", one, two)
    #expect(found.count == count, "\(found)")
    // A workspace has the same.
    let inWorkspace = try gained(
      "a.code-workspace",
      "{\"tasks\":\(one)}",
      "{\"tasks\":\(two)}"
    )
    #expect(inWorkspace.count == count, "\(inWorkspace)")
  }

  @Test func `a task that starts by itself says so`() throws {
    let after = "{\"tasks\":[{\(Self.task),\"runOptions\":{\"runOn\":\"folderOpen\"}}]}"
    #expect(
      try gained(".vscode/tasks.json", "{}", after) == [
        "power.program: 'tasks' gains a task that runs as soon as the folder is open: "
          + #"{"command": "make", "type": "shell"}"#
      ]
    )
  }

  @Test(arguments: [
    (#"{"settings":{"chat.tools.global.autoApprove":true}}"#, "power.setting"),
    (#"{"settings":{"mcp":{"servers":{"x":{"command":"npx"}}}}}"#, "power.server"),
    (#"{"mcp":{"servers":{"x":{"command":"npx"}}}}"#, "power.server"),
    (#"{"settings":{"task.allowAutomaticTasks":"on"}}"#, "power.setting"),
    (#"{"settings":{"editor.tabSize":2,"task.allowAutomaticTasks":"off"},"folders":[]}"#, nil),
  ])
  func `a workspace has settings and servers in it`(text: String, code: String?) throws {
    let found = try gained("a.code-workspace", "{}", text)
    #expect(found.count == (code == nil ? 0 : 1), "\(found)")
    if let code { #expect(found.allSatisfy { $0.hasPrefix(code + ": ") }) }
  }

  @Test(arguments: [
    (#"{"postCreateCommand":"./x"}"#, 1), (#"{"initializeCommand":["a","b"]}"#, 1),
    (#"{"postStartCommand":{"a":"x","b":["y"]}}"#, 2),
    (#"{"customizations":{"vscode":{"settings":{"chat.tools.global.autoApprove":true}}}}"#, 1),
    (#"{"customizations":{"vscode":{"mcp":{"servers":{"x":{"command":"npx"}}}}}}"#, 1),
    (#"{"settings":{"chat.tools.global.autoApprove":true}}"#, 1),
    (#"{"features":{"ghcr.io/x/y:1":{}},"runArgs":["--net=host"],"privileged":true}"#, 3),
    (
      #"{"name":"x","image":"y","privileged":false,"customizations":{"vscode":{"extensions":["a.b"]}}}"#,
      0
    ),
  ])
  func `a development container runs programs`(text: String, count: Int) throws {
    for path in [
      ".devcontainer.json", ".devcontainer/devcontainer.json", ".devcontainer/a/devcontainer.json",
    ] {
      let found = try gained(path, "{}", text)
      #expect(found.count == count, "\(found)")
    }
  }

  @Test(arguments: [
    ("{}", #"{"inputs":[{"id":"a","type":"promptString","description":"A","password":true}]}"#, 0),
    ("{}", #"{"inputs":[{"id":"a","type":"promptString","default":"x"}]}"#, 1),
    (
      #"{"inputs":[{"id":"a","type":"pickString","options":["x"]}]}"#,
      #"{"inputs":[{"id":"a","type":"pickString","options":["x","y"]}]}"#, 1
    ),
    (
      #"{"servers":{"a":{"command":"x","sandboxEnabled":true}}}"#,
      #"{"servers":{"a":{"command":"x","sandboxEnabled":false}}}"#, 1
    ),
    ("{}", #"{"sandbox":{"network":{"allowedDomains":["x"],"deniedDomains":["y"]}}}"#, 1),
    (
      #"{"sandbox":{"network":{"deniedDomains":["y","z"]}}}"#,
      #"{"sandbox":{"network":{"deniedDomains":["y"]}}}"#, 1
    ),
    (#"{"sandbox":{"filesystem":{"denyRead":["y"]}}}"#, "{}", 1),
  ])
  func `what servers ask and are kept from`(before: String, after: String, count: Int) throws {
    let found = try gained(".vscode/mcp.json", before, after)
    #expect(found.count == count, "\(found)")
  }
}
