import AgentModel

extension Rule {
  static let agentBadPermission = Rule(
    .agentBadPermission,
    .error,
    .vscode([
      "githubMustBeMap", "permissionsMustBeMap", "permissionValueMustBeString",
      "invalidPermissionValue",
    ]),
    means: "`github` or its `permissions` is no map, or a scope has a value that it can't have.",
    why: "What an agent on GitHub may do is then not what the file says.",
    cure:
      "Write `github: {permissions: {issues: read}}`, with `read`, `write` or `none` as the scope "
      + "allows.",
    wrong: Example(
      ".github/agents/planner.agent.md",
      """
      ---
      description: Plans.
      github:
        permissions:
          checks: write
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
          checks: read
          workflows: write
      ---
      Plan.
      """
    )
  ) { file, _ in
    guard let gitHub = file.gitHubValue, !file.isMissing(gitHub) else { return [] }
    func notAMap(_ key: String, _ value: EditorValue) -> [RuleFinding] {
      [
        file.finding(
          at: value.range.lowerBound,
          "'\(key)' must be a map",
          hint: "write 'github: {permissions: {issues: read}}'"
        )
      ]
    }
    if gitHub.pairs == nil { return notAMap("github", gitHub) }
    guard let permissions = gitHub["permissions"], !file.isMissing(permissions) else { return [] }
    guard let scopes = permissions.pairs else { return notAMap("permissions", permissions) }
    return scopes.compactMap { scope in
      guard let allowed = PermissionScopes.values[scope.key], !file.isMissing(scope.value),
        !allowed.contains(scope.value.text ?? "")
      else { return nil }
      return file.finding(
        at: scope.value.range.lowerBound,
        scope.value.text.map { "\(quoted($0)) is no permission of '\(scope.key)'" }
          ?? "'\(scope.key)' must be a word",
        hint: "write \(listed(allowed))"
      )
    }
  }
}
