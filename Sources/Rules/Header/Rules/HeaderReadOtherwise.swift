import AgentModel

extension Rule {
  static let headerReadOtherwise = Rule(
    .headerReadOtherwise,
    .error,
    .own,
    means:
      "VS Code reads another header than YAML's rules give, or stops reading in the middle of it.",
    why: "Its reader knows a part of YAML alone. Where it can't place something, it drops all that "
      + "follows without a word, be it `tools` or `model`; anchors, aliases and tags are plain text "
      + "to it.",
    cure:
      "Write every value that is no plain word on one line in double quotes, and a list of texts "
      + "with each item in its own quotes.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description: 'don't plan'
      agent: ask
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description: "Use when: 'plan', 'don't'"
      agent: ask
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let header = file.readHeader, header.isClosed else { return [] }
    if let stop = file.stop(in: header) { return [stop] }
    return file.otherReadings(of: header)
  }
}
