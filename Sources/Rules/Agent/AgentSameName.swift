import AgentModel

import struct Git.RepoPath

extension Rule {
  static let agentSameName = Rule(
    .agentSameName,
    .warning,
    .own,
    means: "Two agents have one display name.",
    why: "VS Code shows both under it, and a prompt, a handoff or another agent that names it gets "
      + "whichever comes first.",
    cure: "Give one of them another `name`.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      name: Planner
      ---
      Plan.
      """,
      beside: [
        ".claude/agents/planner.md": "---\nname: Planner\ndescription: Plans too.\n---\nPlan.\n"
      ]
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      name: Planner
      target: vscode
      ---
      Plan.
      """,
      beside: [
        ".github/agents/planner-github.agent.md":
          "---\nname: Planner\ntarget: github-copilot\ndescription: Plans.\n---\nPlan.\n"
      ]
    )
  ) { file, context in
    guard file.kind == .agent || file.kind == .claudeAgent else { return [] }
    let name = file.displayName
    let other = context.agentFiles(named: name).first { other in
      other.path != file.path && !areApart(file.audience, other.audience)
    }
    guard let other else { return [] }
    return [
      file.finding(
        at: file.header?["name"]?.range.lowerBound,
        "\(quoted(name)) is the name of '\(other.path.string)' as well",
        hint: "give one of them another 'name'"
      )
    ]
  }
}
