import struct Git.RepoPath

/// What a file of settings is, told by its path.
enum SettingsForm {
  /// VS Code's settings, servers, and whatever is in no other form.
  case editor
  case claude
  /// `.vscode/tasks.json`.
  case tasks
  /// `*.code-workspace`: settings, tasks and servers of a workspace.
  case workspace
  /// `devcontainer.json`: what is run in a container, and the settings of the editor in it.
  case container

  init(_ path: RepoPath) {
    let folded = path.folded
    if folded.hasPrefix(".claude/") {
      self = .claude
    } else if folded == ".vscode/tasks.json" {
      self = .tasks
    } else if folded.hasPrefix(".devcontainer") {
      self = .container
    } else if folded.hasSuffix(CustomizationKind.workspaceEnding) {
      self = .workspace
    } else {
      self = .editor
    }
  }

  /// The values of VS Code's settings that a file has in it, itself the first.
  static func allSettings(in root: EditorValue) -> [EditorValue] {
    [root] + inner(of: root)
  }

  /// Those that a workspace or a container has for the editor.
  static func inner(of root: EditorValue) -> [EditorValue] {
    root.all("settings")
      + root.all("customizations").flatMap { $0.all("vscode") }.flatMap { $0.all("settings") }
  }
}
