extension Rule {
  /// What can be wrong with the language model that a header names.
  static let languageModelRules = [
    languageModelNotAName, languageModelEmpty, languageModelUnknown,
  ]
}

extension RuleFile {
  /// The value of `model`, where VS Code looks the model up by its display name.
  var modelValue: EditorValue? { isRunByVSCode ? header?["model"] : nil }

  /// The models that a header names, in the order in which VS Code tries them.
  var models: [EditorValue] {
    guard let value = modelValue else { return [] }
    return (value.items ?? [value]).filter { $0.text != nil && !$0.isBlank }
  }
}

/// What a text is that can be no model's display name; nil where it may be one.
func whyNoModel(_ text: String) -> String? {
  if text.contains("|") { return "several names in one text" }
  let vendor = " (\(ModelNames.impliedVendor))"
  let name = text.hasSuffix(vendor) ? String(text.dropLast(vendor.count)) : text
  if ModelNames.claudeAliases.contains(name) { return "a word of Claude Code's" }
  let isIdentifier =
    !name.contains(" ") && ModelNames.identifierPrefixes.contains { name.hasPrefix($0) }
  return isIdentifier ? "an identifier" : nil
}
