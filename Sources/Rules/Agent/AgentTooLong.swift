import AgentModel
import PromptFiles

extension Rule {
  static let agentTooLong = Rule(
    .agentTooLong,
    .warning,
    .github,
    means: "The text of an agent that GitHub reads has more than 30,000 characters.",
    why: "GitHub takes no longer ones.",
    cure: "Move what is not always needed into files that the text points to, or into skills.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      "---\ndescription: Plans.\n---\n" + String(repeating: "Plan.\n", count: 5_001)
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      "---\ndescription: Plans.\n---\n" + String(repeating: "Plan.\n", count: 5_000)
    )
  ) { file, _ in
    guard file.isGitHubAgent, file.body.count > OutputLimit.agentBodyCharacters else { return [] }
    // A character is a Unicode scalar: whatever is no continuation byte.
    let count = file.bytes[file.body].count { $0 & 0xC0 != 0x80 }
    guard count > OutputLimit.agentBodyCharacters else { return [] }
    return [
      file.finding(
        at: file.body.lowerBound,
        "the text has \(count) characters, more than the \(OutputLimit.agentBodyCharacters) of GitHub",
        hint: "move a part of it into files that it points to, or into skills"
      )
    ]
  }
}
