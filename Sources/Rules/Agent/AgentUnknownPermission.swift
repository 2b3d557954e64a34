import AgentModel

extension Rule {
  static let agentUnknownPermission = Rule(
    .agentUnknownPermission,
    .warning,
    .vscode(["unknownGithubProperty", "unknownPermissionScope"]),
    means: "`github` has a key, or its `permissions` a scope, that nobody knows.",
    why: "It has no effect: what was meant to be granted or taken away is not.",
    cure: "Correct the word or remove it.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      github:
        permissions:
          issue: read
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      github:
        permissions:
          pull-requests: read
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let gitHub = file.gitHubValue else { return [] }
    let scopes = PermissionScopes.values.keys
    func unknown(_ pair: EditorPair, _ what: String, _ known: some Sequence<String>) -> RuleFinding
    {
      file.finding(
        at: pair.keyRange.lowerBound,
        "\(quoted(pair.key)) is no \(what)",
        hint: likeliest(pair.key, among: known).map { "did you mean '\($0)'?" }
          ?? "write \(listed(known.sorted()))"
      )
    }
    let keys = (gitHub.pairs ?? []).filter { !PermissionScopes.properties.contains($0.key) }
    let others = (gitHub["permissions"]?.pairs ?? []).filter { !scopes.contains($0.key) }
    return keys.map { unknown($0, "key of 'github'", PermissionScopes.properties) }
      + others.map { unknown($0, "scope of permissions", scopes) }
  }
}
