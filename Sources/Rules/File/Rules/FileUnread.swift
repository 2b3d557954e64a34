import AgentModel

import struct Git.RepoPath

extension Rule {
  static let fileUnread = Rule(
    .fileUnread,
    .warning,
    .own,
    means: "A file is made for VS Code and stands or is named where VS Code doesn't look.",
    why:
      "Nothing tells so: prompts, agents and hooks of folders below theirs are passed over, skills deeper than "
      + "one folder, and files without the ending of their kind.",
    cure: "Move the file or name it as the message says.",
    wrong: Example(
      ".github/prompts/release/notes.prompt.md",
      """
      ---
      description: Writes the notes of a release.
      ---
      Write the notes.
      """
    ),
    right: Example(
      ".github/prompts/notes.prompt.md",
      """
      ---
      description: Writes the notes of a release.
      ---
      Write the notes.
      """,
      beside: [
        ".github/instructions/web/pages.instructions.md": "Use two spaces.\n",
        ".github/prompts/README.md": "What stands in this folder.\n",
        ".github/skills/plan/SKILL.md": "---\nname: plan\ndescription: Plans.\n---\nPlan.\n",
        ".github/skills/plan/sub/SKILL.md": "---\nname: sub\ndescription: A part.\n---\nPlan.\n",
      ]
    )
  ) { file, context in
    guard file.kind == .unread, let place = UnreadPlace(file.path) else { return [] }
    if place.needsHeader, !file.bytes.starts(with: "---".utf8) { return [] }
    // What lies in a skill's own folder is a part of it.
    if let skill = place.skill, context.exists(skill) { return [] }
    return [file.finding(at: nil, place.message, hint: place.hint)]
  }
}

/// Why VS Code passes over a file that stands among those it reads.
struct UnreadPlace {
  let message: String
  let hint: String
  /// Whether only a header tells that the file is meant for VS Code.
  let needsHeader: Bool
  /// The skill whose part the file is where there is such a skill.
  let skill: RepoPath?

  /// nil where nothing says that the file is meant for VS Code.
  init?(_ path: RepoPath) {
    let parts = path.components
    guard parts.count >= 3, let name = parts.last else { return nil }
    let folder = parts[0] + "/" + parts[1]
    func move(_ what: String) -> (String, String) {
      (
        "\(what) are read in '\(folder)' alone, not in folders below it",
        "move it to '\(safeExcerpt("\(folder)/\(name)", limit: 120))'"
      )
    }
    func rename(_ ending: String) -> (String, String) {
      let stem = String(name.dropLast(3))
      return (
        "only files that end in '\(ending)' are read here",
        "call it '\(safeExcerpt(stem + ending, limit: 120))'"
      )
    }
    var skill: RepoPath?
    var needsHeader = false
    let text: (message: String, hint: String)
    switch folder {
    case ".github/prompts" where name.hasSuffix(".prompt.md"): text = move("prompts")
    case ".github/agents" where name.hasSuffix(".agent.md") || name.hasSuffix(".chatmode.md"):
      text = move("agents")
    case ".github/chatmodes" where name.hasSuffix(".chatmode.md"): text = move("agents")
    case ".github/hooks" where parts.count > 3 && name.hasSuffix("hooks.json"): text = move("hooks")
    case ".github/prompts" where parts.count == 3 && name.hasSuffix(".md") && name != "README.md":
      text = rename(".prompt.md")
      needsHeader = true
    case ".github/instructions" where name.hasSuffix(".md") && name != "README.md":
      text = rename(".instructions.md")
      needsHeader = true
    case ".github/skills", ".agents/skills", ".claude/skills":
      guard name.lowercased() == "skill.md", parts.count != 4 else { return nil }
      skill = parts.count > 4 ? RepoPath(parts[0...2].joined(separator: "/") + "/SKILL.md") : nil
      let own = parts.count > 4 ? parts[parts.count - 2] : "NAME"
      text = (
        "skills are read exactly one folder below '\(folder)'",
        "move it to '\(safeExcerpt("\(folder)/\(own)/SKILL.md", limit: 120))'"
      )
    default: return nil
    }
    message = text.message
    hint = text.hint
    self.needsHeader = needsHeader
    self.skill = skill
  }
}
