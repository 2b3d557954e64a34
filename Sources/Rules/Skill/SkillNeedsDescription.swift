import AgentModel

extension Rule {
  static let skillNeedsDescription = Rule(
    .skillNeedsDescription,
    .error,
    .vscode(["skillUserInvocableRequiresDescription", "skillModelInvocationRequiresDescription"]),
    means: "A skill is meant for the model's use and has no `description`.",
    why:
      "Where `user-invocable` is `false` or `disable-model-invocation` is `false`, the model alone "
      + "decides when to use it, and can't without one.",
    cure: "Say what the skill does and when it is to be used.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      user-invocable: false
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      user-invocable: true
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let header = file.skillHeader, header["description"] == nil else { return [] }
    return ["user-invocable", "disable-model-invocation"].compactMap { key in
      guard let pair = header.pair(key), pair.value.boolean == false else { return nil }
      return file.finding(
        at: pair.keyRange.lowerBound,
        "'\(key): false' needs a 'description', which is missing",
        hint: "say what the skill does and when it is to be used"
      )
    }
  }
}
