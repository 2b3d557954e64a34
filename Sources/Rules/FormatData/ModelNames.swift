/// What tells that a text is no display name of a language model, as of September 2026.
///
/// Which models there are changes by the month and by the account, so only what can be no name is told.
enum ModelNames {
  /// Claude Code's own words.
  static let claudeAliases: Set = [
    "default", "fable", "haiku", "inherit", "opus", "opusplan", "sonnet",
  ]
  /// How the identifiers of models begin whose display names have a capital and a space: `gpt-5-mini`.
  static let identifierPrefixes = ["claude-", "gemini-", "gpt-", "grok-"]
  /// The vendor that may be left out behind a name.
  static let impliedVendor = "copilot"
}
