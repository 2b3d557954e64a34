import struct Git.RepoPath

extension Rule {
  /// What can be wrong with skills alone.
  static let skillRules = [
    skillNoName, skillNoDescription, skillBadName, skillOtherFolder, skillNeedsDescription,
    skillForkedContext, skillSpecifiedName, skillLongDescription, skillUnknownKey,
    skillCompatibility, skillTooLong, skillSameName, skillNoHeader, skillMarkup,
    skillUnrestrictedShell,
  ]
}

extension RuleFile {
  /// The header of a skill; VS Code judges no skill without one.
  var skillHeader: EditorHeader? { kind == .skill ? header : nil }

  /// The value of `name` of a skill, where something stands.
  var skillName: EditorValue? {
    guard let name = skillHeader?["name"], name.text != nil, !name.isBlank else { return nil }
    return name
  }

  /// What is found where a key of a skill has more characters than it may.
  func tooLong(_ key: String, limit: Int, hint: String) -> [RuleFinding] {
    guard let value = skillHeader?[key], let text = value.text else { return [] }
    let count = text.unicodeScalars.count
    guard count > limit else { return [] }
    return [
      finding(
        at: value.range.lowerBound,
        "'\(key)' has \(count) characters, more than the \(limit) that are allowed",
        hint: hint
      )
    ]
  }
}

/// Whether a repository's own settings let a skill have a context of its own.
func letsSkillsFork(_ files: [RuleFile]) -> Bool {
  files.contains { file in
    file.path.folded == ".vscode/settings.json"
      && (file.json?.root?.allPairs ?? []).last { $0.key == SkillKeys.forkSetting }?
        .value.boolean == true
  }
}
