/// What prompts may hold between `${` and `}`, as of September 2026.
enum PromptVariables {
  static let names = [
    "file", "fileBasename", "fileBasenameNoExtension", "fileDirname", "selectedText", "selection",
    "workspaceFolder", "workspaceFolderBasename",
  ]

  /// Asks the person: `${input:name}` or `${input:name:placeholder}`.
  static let input = "input"
}
