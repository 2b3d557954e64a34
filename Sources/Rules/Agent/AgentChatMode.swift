import AgentModel

import struct Git.RepoPath

extension Rule {
  static let agentChatMode = Rule(
    .agentChatMode,
    .warning,
    .vscode(["chatModesRenamedToAgents", "chatModesRenamedToAgentsNoMove"]),
    means: "A file ends in `.chatmode.md`, as agents once did.",
    why: "VS Code still reads it and asks to have it renamed; GitHub does not read it at all.",
    cure:
      "Move it to `.github/agents` and let its name end in `.agent.md`; whoever names it keeps the "
      + "agent's name.",
    wrong: Example(
      ".github/chatmodes/planner.chatmode.md",
      """
      ---
      description: Plans.
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/chatmode.md",
      """
      ---
      description: Plans.
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.isChatMode else { return [] }
    return [
      file.finding(
        at: nil,
        "'.chatmode.md' is the older ending of agents",
        hint: "move the file to '.github/agents/\(file.stem).agent.md'"
      )
    ]
  }
}
