extension Rule {
  /// Every rule, by the kind of file or text that it is about.
  package static let all: [Rule] = [
    fileRules, jsonRules, headerRules, promptRules, toolsRules, languageModelRules, agentRules,
    handoffRules, hookRules,
    serverRules, instructionsRules, skillRules, bodyRules, hiddenRules, credentialRules,
  ].flatMap { $0 }
}
