import AgentModel

extension HeaderBuilder {
  /// The front matter of a custom agent.
  ///
  /// With `target: vscode` or `github-copilot` only the keys that one of them reads are written.
  mutating func addAgentKeys() {
    if source.candidates(for: "name") != nil { append("name", .text(displayName(of: agent))) }
    addDescription(missing: .warning)
    add("target") { $0.destination($1) }
    let isForGitHub = self["target"] == .text("github-copilot")
    let isForEditor = self["target"] == .text("vscode")
    if !isForGitHub { add("argument-hint") { $0.hint($1) } }
    add("tools") { $0.tools($1) }
    if !isForGitHub { add("agents") { $0.agentList($1) } }
    add("model") { isForGitHub ? $0.singleModel($1) : $0.model($1) }
    add("user-invocable", formerly: ["user-invokable"]) { $0.boolean($1) }
    addInvocation()
    if !isForGitHub { add("handoffs") { $0.handoffs($1) } }
    if !isForEditor {
      add("mcp-servers") { $0.mapping($1) }
      add("github") { $0.mapping($1) }
    }
    add("hooks") { $0.mapping($1) }
    if !isForEditor { add("metadata") { $0.annotations($1) } }
  }

  /// `disable-model-invocation`, also from the retired `infer`, which says the opposite.
  private mutating func addInvocation() {
    add("disable-model-invocation") { $0.boolean($1) }
    guard !has("disable-model-invocation") else { return }
    add("disable-model-invocation", formerly: ["infer"]) { builder, candidate in
      builder.boolean(candidate) == .boolean(false) ? .boolean(true) : nil
    }
  }

  private mutating func destination(_ candidate: Candidate) -> HeaderValue? {
    guard let text = candidate.value.text, text == "vscode" || text == "github-copilot" else {
      report(.wrongType(candidate, wanted: "'vscode' or 'github-copilot'"))
      return nil
    }
    return .text(text)
  }
}
