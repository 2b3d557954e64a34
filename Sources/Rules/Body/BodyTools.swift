import AgentModel
import PromptFiles

extension Rule {
  static let bodyRenamedTool = Rule(
    .bodyRenamedTool,
    .info,
    .vscode(["deprecatedVariableReference", "deprecatedVariableReferenceMultipleNames"]),
    means: "A `#tool:` has the name of an older version of VS Code.",
    why: "VS Code still knows what it means, for as long as it does; other readers don't.",
    cure: "Write today's name.",
    wrong: Example(
      ".github/prompts/find.prompt.md",
      """
      Look with #tool:codebase and #tool:runCommands first.
      """
    ),
    right: Example(
      ".github/prompts/find.prompt.md",
      """
      Look with #tool:search/codebase and #tool:githubRepo first, not with `#tool:codebase`.
      """
    )
  ) { file, _ in
    guard file.audience != .github, file.audience != .claude else { return [] }
    return file.findings(
      file.toolTargets.compactMap { pointer in
        guard case .renamed(let today) = BodyTool(pointer.target) else { return nil }
        let names = today.map { "'\($0)'" }.joined(separator: ", ")
        return Sighting(
          offset: pointer.range.lowerBound,
          message: "'\(safeExcerpt(pointer.target))' is an older name of \(names)",
          hint: today.count == 1 ? "write \(names)" : "write one of \(names)"
        )
      }
    )
  }

  static let bodyUnknownTool = Rule(
    .bodyUnknownTool,
    .info,
    .vscode(["unknownVariableReference"]),
    means: "A `#tool:` names a tool that VS Code doesn't bring.",
    why: "Without an extension or a server that has it, the words stay and no tool comes.",
    cure:
      "Mend the name. One of your own tool sets is not seen here: switch the rule off where you rely on one.",
    wrong: Example(
      ".github/prompts/find.prompt.md",
      """
      Look with #tool:search/codebases, then #tool:search/usages.
      And #tool:finder first.
      """
    ),
    right: Example(
      ".github/prompts/find.prompt.md",
      """
      Look with #tool:search/codebase, #tool:tracker/list_issues, #tool:todos and #tool:web first.
      """
    )
  ) { file, _ in
    guard file.audience != .github, file.audience != .claude else { return [] }
    return file.findings(
      file.toolTargets.compactMap { pointer in
        guard case .unknown = BodyTool(pointer.target) else { return nil }
        var bare = pointer.target[...]
        while let last = bare.last, ".-/".contains(last) { bare.removeLast() }
        let isCut = bare != pointer.target[...] && !BodyTool.names(String(bare)).isEmpty
        return Sighting(
          offset: pointer.range.lowerBound,
          message: "there is no tool '\(safeExcerpt(pointer.target))'",
          hint: isCut
            ? "VS Code takes '\(pointer.target.suffix(1))' for a part of the name: put a space or another word there"
            : "mend the name, or name the server as well: 'server/tool'"
        )
      }
    )
  }

  static let bodyDisabledTool = Rule(
    .bodyDisabledTool,
    .warning,
    .vscode(["disabledTool"]),
    means: "A `#tool:` names a tool that the header's `tools` leaves out.",
    why: "The body tells the model to use what it isn't given.",
    cure: "Add the tool to `tools`, or remove it from the body.",
    wrong: Example(
      ".github/prompts/find.prompt.md",
      """
      ---
      tools: [search/usages, edit]
      ---
      Look with #tool:search/codebase first.
      """
    ),
    right: Example(
      ".github/prompts/find.prompt.md",
      """
      ---
      tools: [search, 'read/readFile', tracker/*]
      ---
      Look with #tool:search/codebase, #tool:codebase, #tool:tracker/list and #tool:read/readFile first.
      """
    )
  ) { file, _ in
    let targets = file.toolTargets
    guard !targets.isEmpty, let enabled = file.enabledTools, !enabled.contains("*") else {
      return []
    }
    return file.findings(
      targets.compactMap { pointer in
        let names = BodyTool.names(pointer.target)
        guard !names.isEmpty, !names.contains(where: { isEnabled($0, by: enabled) }) else {
          return nil
        }
        return Sighting(
          offset: pointer.range.lowerBound,
          message: "'\(safeExcerpt(pointer.target))' is not among the header's 'tools'",
          hint: "add it there, or remove it here"
        )
      }
    )
  }
}

/// Whether a tool is switched on by its name, its set or its server, or a set by one of its tools.
private func isEnabled(_ name: String, by enabled: Set<String>) -> Bool {
  if enabled.contains(name) || enabled.contains("\(name)/*") { return true }
  if name == "todo" || name == "todos" {
    return enabled.contains("todo") || enabled.contains("todos")
  }
  if let slash = name.firstIndex(of: "/") {
    let set = name[..<slash]
    return enabled.contains(String(set)) || enabled.contains("\(set)/*")
  }
  return ToolNames.sets[name]?.contains { enabled.contains("\(name)/\($0)") } ?? false
}
