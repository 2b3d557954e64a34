import AgentModel

extension Rule {
  static let credentialLiteral = Rule(
    .credentialLiteral,
    .error,
    .own,
    means: "A file holds what looks like a key, a token or a password that someone could use.",
    why:
      "Whoever reads the repository has it, and so has every model that the file is sent to; it stays in the "
      + "history after the line is gone.",
    cure:
      "Revoke it first. Then name the variable or the input that holds the new one, as `${input:token}`.",
    wrong: Example(
      ".github/agents/deploy.agent.md",
      "Log in with " + "ghp" + "_" + "q7Rk2mVx9TzL4bWc8NpD" + "5sHg3JfY6uEa1oQi" + ".\n"
    ),
    right: Example(
      ".github/agents/deploy.agent.md",
      "Log in with ${input:token}, which starts as " + "ghp" + "_"
        + String(repeating: "x", count: 36)
        + " or " + "AKIA" + "IOSFODNN7EXAMPLE" + " or https://user:<password>@host.example.\n"
    ),
    isIgnorable: false
  ) { file, _ in
    file.findings(
      credentials(in: file.bytes).map { credential in
        Sighting(
          offset: credential.offset,
          message: "'\(credential.start)…' looks like \(credential.kind)",
          hint: "revoke it, then name a variable or an input that holds the new one"
        )
      }
    )
  }

  /// Secrets that stand in files openly.
  static let credentialRules = [credentialLiteral, credentialNamed]
}
