import AgentModel

extension HeaderBuilder {
  /// The models VS Code can match: one as text, several as a list, each once.
  mutating func model(_ candidate: Candidate) -> HeaderValue? {
    guard let models = models(candidate), let first = models.first else { return nil }
    return models.count == 1 ? .text(first) : .list(models.map(HeaderValue.text))
  }

  /// The first model VS Code can match, for keys that take a single one.
  mutating func singleModel(_ candidate: Candidate) -> HeaderValue? {
    models(candidate)?.first.map(HeaderValue.text)
  }

  private mutating func models(_ candidate: Candidate) -> [String]? {
    let written: [String]
    if let text = candidate.value.text {
      written = [singleLine(text)]
    } else if let items = candidate.value.items {
      written = items.compactMap(\.value.text).map(singleLine)
    } else {
      report(.wrongType(candidate, wanted: "the name of a model or a list of names"))
      return nil
    }
    var models: [String] = []
    for name in written {
      guard let model = mappedModel(name, at: candidate.place), !models.contains(model) else {
        continue
      }
      models.append(model)
    }
    return models
  }

  /// The name to write; nil where VS Code has no such model.
  ///
  /// VS Code compares `Name (vendor)` exactly. Claude's short names and the ids of models never match, so
  /// they are left out unless the configuration says what they stand for; `inherit` is what a missing key
  /// means anyway.
  private mutating func mappedModel(_ name: String, at place: Problem.Place?) -> String? {
    if let model = settings.models[name] ?? settings.models[name.lowercased()] {
      return model.isEmpty ? nil : singleLine(model)
    }
    if name.isEmpty || name == "inherit" || name == "default" { return nil }
    guard isForeign(name) else { return name }
    report(.unmappedModel(name, at: place))
    return nil
  }
}

/// Whether a word can't be what VS Code calls a model.
///
/// `sonnet`, `opus[1m]`, `claude-sonnet-4-5`, `gpt-5`, `A | B`: aliases, ids and notations of other tools.
/// VS Code's own names are made for people: they have a capital in them, or name their vendor.
private func isForeign(_ name: String) -> Bool {
  if name.hasSuffix(")"), name.contains(" (") { return false }
  return name.utf8.contains(UInt8(ascii: "|"))
    || !name.utf8.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
}

extension Problem {
  fileprivate static func unmappedModel(_ name: String, at place: Place?) -> Problem {
    let shown = printable(name)
    return Problem(
      .unmappedModel,
      severity: .info,
      at: place,
      "VS Code has no model named '\(shown)': it is left out",
      hint: "say what it stands for in .agentsync.yml, as in 'models: {\(shown): \"…\"}'"
    )
  }
}
