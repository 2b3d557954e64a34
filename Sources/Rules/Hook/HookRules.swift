extension Rule {
  /// What can be wrong with the hooks in an agent's header.
  static let hookRules = [
    hookBadShape, hookUnknownEvent, hookUnknownKey, hookBadType, hookNoCommand, hookBadValue,
  ]
}
