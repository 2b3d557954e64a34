extension Rule {
  /// What can be wrong with the handoffs of an agent.
  static let handoffRules = [
    handoffNotAList, handoffEmptyLabel, handoffLabelWithoutLetters, handoffEmptyAgent,
    handoffUnknownAgent, handoffBadValue, handoffUnknownKey, handoffMissingKey, handoffSameLabel,
  ]
}

extension RuleFile {
  /// The value of `handoffs` in an agent that VS Code runs.
  var handoffsValue: EditorValue? { isVSCodeAgent ? header?["handoffs"] : nil }

  /// The handoffs that are maps.
  var handoffs: [EditorValue] { (handoffsValue?.items ?? []).filter { $0.pairs != nil } }

  /// The values of a key of all handoffs, where something stands.
  func handoffValues(_ key: String) -> [EditorValue] {
    handoffs.compactMap { $0[key] }.filter { !isMissing($0) }
  }
}
