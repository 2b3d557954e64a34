import AgentModel

import struct Git.RepoPath

extension Rule {
  static let agentFileName = Rule(
    .agentFileName,
    .warning,
    .github,
    means:
      "The name of an agent's file has other characters than `a` to `z`, `A` to `Z`, digits, dot, "
      + "hyphen and underscore.",
    why: "GitHub tells agents apart by the names of their files, and takes no others.",
    cure: "Rename the file; what people see is the agent's `name`, which may have any.",
    wrong: Example(
      ".github/agents/my planner.agent.md",
      """
      ---
      description: Plans.
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/My_planner-2.0.agent.md",
      """
      ---
      description: Plans.
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard file.isGitHubAgent, let first = file.path.name.unicodeScalars.first(where: isForeign)
    else { return [] }
    return [
      file.finding(
        at: nil,
        "\(quoted(String(first))) can't stand in the name of an agent's file on GitHub",
        hint: "rename the file, with letters, digits, '.', '-' and '_' alone"
      )
    ]
  }
}

/// Whether GitHub takes no such character in the name of an agent's file.
private func isForeign(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": false
  default: true
  }
}
