/// What VS Code reports and nobody can know from a repository's files, as of September 2026.
package enum UnknowableDiagnostics {
  /// By the keys of VS Code's messages, with the reason.
  package static let reasons: [String: String] = [
    "missingGithubMcpServer": "whether GitHub's server runs is a matter of the editor it runs in",
    "missingPlaywrightMcpServer":
      "whether Playwright's server runs is a matter of the editor it runs in",
    "modelNotFound": "which models can be chosen depends on the account and the day",
    "modelNotSuited": "what a model is able to do is told by its provider while VS Code runs",
  ]
}
