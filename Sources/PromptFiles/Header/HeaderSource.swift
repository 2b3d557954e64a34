import AgentModel

/// A value somebody gave for a key, with the place to point at.
struct Candidate {
  let key: String
  let value: YAMLValue
  /// Nil for what the configuration gives.
  let place: Problem.Place?
  let isOverride: Bool
}

/// The places a key's value may come from: the agent's overrides for the target, its own front matter, then
/// the configuration's defaults.
struct HeaderSource {
  let agent: Agent
  let settings: TargetSettings
  let overrides: [YAMLPair]

  init(agent: Agent, settings: TargetSettings) {
    self.agent = agent
    self.settings = settings
    let target = agent.document.frontMatter?["targets"]?.value[settings.target.rawValue]
    overrides = target?.value.pairs ?? []
  }

  /// What was given for a key or one of its older spellings, the first that can be expressed to be taken.
  ///
  /// An override of nothing (`model:`, `null`, `""`) takes the key away: the result is nil then, and empty
  /// where nobody gave anything.
  func candidates(for key: String, formerly aliases: [String] = []) -> [Candidate]? {
    let spellings = [key] + aliases
    for spelling in spellings {
      guard let pair = overrides.first(where: { $0.key == spelling }) else { continue }
      if isNothing(pair.item.value) { return nil }
      return [candidate(pair, isOverride: true)]
    }
    let given =
      own(spellings)
      + settings.defaults.filter { $0.key == key }.map { pair in
        Candidate(key: key, value: pair.item.value, place: nil, isOverride: false)
      }
    return given.filter { !isNothing($0.value) }
  }

  private func own(_ spellings: [String]) -> [Candidate] {
    guard let frontMatter = agent.document.frontMatter else { return [] }
    for spelling in spellings {
      guard let pair = frontMatter.pairs.first(where: { $0.key == spelling }) else { continue }
      return [candidate(pair, isOverride: false)]
    }
    return []
  }

  private func candidate(_ pair: YAMLPair, isOverride: Bool) -> Candidate {
    Candidate(
      key: pair.key,
      value: pair.item.value,
      place: Problem.Place(agent.file.document, line: pair.item.line, column: pair.item.column),
      isOverride: isOverride
    )
  }
}

/// Whether a value is written but says nothing; an empty list says "none" and is something.
func isNothing(_ value: YAMLValue) -> Bool {
  guard case .scalar(let text, let isQuoted) = value else { return false }
  return singleLine(text).isEmpty || (!isQuoted && isNullWord(text))
}
