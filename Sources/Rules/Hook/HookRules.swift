extension Rule {
  /// What can be wrong with hooks, in the header of an agent and in files of their own.
  static let hookRules = [
    hookBadShape, hookUnknownEvent, hookUnknownKey, hookBadType, hookNoCommand, hookBadValue,
    hookNoVersion, hookMissingScript, hookDangerousCommand, hookOneSystem,
  ]
}

/// Whether a hook starts a program, or does not say what it is.
func isCommand(_ hook: EditorValue) -> Bool {
  hook["type"].map { $0.text == "command" } ?? true
}
