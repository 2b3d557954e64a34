/// The names tools go by, as of September 2026.
///
/// Which tools there are depends on VS Code's version, its extensions and where the agent runs, so an
/// unknown name is never an error.
package enum ToolNames {
  /// VS Code's sets with their members.
  package static let sets: [String: Set<String>] = [
    "agent": ["runSubagent"],
    "browser": [],
    "edit": [
      "createDirectory", "createFile", "createJupyterNotebook", "editFiles", "editNotebook",
      "rename",
    ],
    "execute": [
      "createAndRunTask", "getTaskOutput", "getTerminalOutput", "runInTerminal",
      "runNotebookCell", "runTask", "runTests", "testFailure",
    ],
    "read": [
      "getNotebookSummary", "problems", "readFile", "readNotebookCellOutput",
      "terminalLastCommand", "terminalSelection", "viewImage",
    ],
    "search": [
      "changes", "codebase", "fileSearch", "listDirectory", "searchResults", "textSearch",
      "usages",
    ],
    "vscode": [
      "VSCodeAPI", "askQuestions", "extensions", "getProjectSetupInfo", "installExtension",
      "memory", "runCommand", "switchAgent",
    ],
    "web": ["fetch"],
  ]

  /// Tools that belong to no set; `todo` is GitHub's word for `todos`.
  package static let loose: Set<String> = [
    "*", "githubRepo", "githubTextSearch", "newWorkspace", "todo", "todos",
  ]

  /// Names of older versions of VS Code, with what VS Code itself takes them for today.
  package static let renamed: [String: [String]] = [
    "agent/runSubagent": ["agent"],
    "findFiles": ["search/fileSearch"],
    "new": [
      "newWorkspace", "vscode/getProjectSetupInfo", "vscode/installExtension",
      "vscode/runCommand",
    ],
    "new/getProjectSetupInfo": ["vscode/getProjectSetupInfo"],
    "new/installExtension": ["vscode/installExtension"],
    "new/newWorkspace": ["newWorkspace"],
    "new/runVscodeCommand": ["vscode/runCommand"],
    "newJupyterNotebook": ["edit/createJupyterNotebook"],
    "runCommands": [
      "execute/getTerminalOutput", "execute/runInTerminal", "read/terminalLastCommand",
      "read/terminalSelection",
    ],
    "runCommands/getTerminalOutput": ["execute/getTerminalOutput"],
    "runCommands/runInTerminal": ["execute/runInTerminal"],
    "runCommands/terminalLastCommand": ["read/terminalLastCommand"],
    "runCommands/terminalSelection": ["read/terminalSelection"],
    "runNotebooks": [
      "execute/runNotebookCell", "read/getNotebookSummary", "read/readNotebookCellOutput",
    ],
    "runNotebooks/getNotebookSummary": ["read/getNotebookSummary"],
    "runNotebooks/readNotebookCellOutput": ["read/readNotebookCellOutput"],
    "runNotebooks/runCell": ["execute/runNotebookCell"],
    "runSubagent": ["agent"],
    "runTasks": ["execute/createAndRunTask", "execute/getTaskOutput", "execute/runTask"],
    "runTasks/createAndRunTask": ["execute/createAndRunTask"],
    "runTasks/getTaskOutput": ["execute/getTaskOutput"],
    "runTasks/runTask": ["execute/runTask"],
    "runVscodeCommand": ["vscode/runCommand"],
    "search/readFile": ["read/readFile"],
    "vscode/newWorkspace": ["newWorkspace"],
    "vscode/vscodeAPI": ["vscode/VSCodeAPI"],
    "vscodeAPI": ["vscode/VSCodeAPI"],
    "web/githubRepo": ["githubRepo"],
  ]

  /// Claude's names, with the aliases that VS Code and GitHub both know.
  ///
  /// An alias may hold a little more than Claude's tool (`read` also reads the problems list); the finer
  /// names would leave an agent on GitHub without the tool, for it ignores what it doesn't know.
  package static let claude: [String: [String]] = [
    "Agent": ["agent"],
    "AskUserQuestion": ["vscode/askQuestions"],
    "Bash": ["execute"],
    "BashOutput": ["execute/getTerminalOutput"],
    "Edit": ["edit"],
    "Glob": ["search"],
    "Grep": ["search"],
    "LS": ["search"],
    "MultiEdit": ["edit"],
    "NotebookEdit": ["edit"],
    "NotebookRead": ["read"],
    "PowerShell": ["execute"],
    "Read": ["read"],
    "Task": ["agent"],
    "TodoRead": ["todos"],
    "TodoWrite": ["todos"],
    "WebFetch": ["web"],
    "WebSearch": ["web"],
    "Write": ["edit"],
    // What follows has no counterpart.
    "CronCreate": [],
    "CronDelete": [],
    "CronList": [],
    "EnterPlanMode": [],
    "EnterWorktree": [],
    "ExitPlanMode": [],
    "ExitWorktree": [],
    "KillBash": [],
    "KillShell": [],
    "LSP": [],
    "ListMcpResourcesTool": [],
    "MCPSearch": [],
    "Monitor": [],
    "ReadMcpResourceTool": [],
    "SendMessage": [],
    "Skill": [],
    "SlashCommand": [],
    "TaskCreate": [],
    "TaskGet": [],
    "TaskList": [],
    "TaskOutput": [],
    "TaskStop": [],
    "TaskUpdate": [],
    "TeamCreate": [],
    "TeamDelete": [],
    "ToolSearch": [],
  ]

  /// Other words GitHub takes for an alias, in lower case; it compares without regard to case.
  package static let aliases: [String: String] = [
    "agent": "agent", "bash": "execute", "custom-agent": "agent", "edit": "edit",
    "execute": "execute", "glob": "search", "grep": "search", "multiedit": "edit",
    "notebookedit": "edit", "notebookread": "read", "powershell": "execute", "read": "read",
    "search": "search", "shell": "execute", "task": "agent", "todo": "todo",
    "todowrite": "todos", "web": "web", "webfetch": "web", "websearch": "web", "write": "edit",
  ]

  /// Members of sets by their bare name, as old files have them: `codebase`, `usages`.
  package static let setOfMember: [String: String] = {
    var owner: [String: String] = [:]
    for (set, members) in sets {
      for member in members { owner[member] = set }
    }
    return owner
  }()
}
