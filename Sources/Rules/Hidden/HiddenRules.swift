package import AgentModel

extension Rule {
  /// What a person doesn't see and a model reads, in any file.
  static let hiddenRules = [
    hiddenInvisible, hiddenDirection, hiddenTag, hiddenVariation, hiddenControl, hiddenPrivate,
    hiddenMixedIdentifier, hiddenMixedScript, hiddenComment, hiddenDefinition, hiddenMarkup,
    hiddenPadding, hiddenDataAddress, hiddenImageQuery, hiddenEncoded,
  ]
}

extension HiddenCharacter.Kind {
  /// The code under which a character of this kind is told, in files and in texts that are none.
  package var code: Problem.Code {
    switch self {
    case .invisible: .hiddenInvisible
    case .direction: .hiddenDirection
    case .tag: .hiddenTag
    case .variation: .hiddenVariation
    case .control: .hiddenControl
    case .privateUse: .hiddenPrivate
    }
  }
}
