import AgentModel

import struct Git.RepoPath

extension Rule {
  static let hiddenMixedIdentifier = Rule(
    .hiddenMixedIdentifier,
    .error,
    .own,
    means:
      "A name (of a file, an agent, a tool, a server) mixes Latin letters with Cyrillic or Greek ones "
      + "that look like them.",
    why: "It looks like a name that is known and trusted, and is another.",
    cure: "Write the name with letters of one script.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      ---
      name: Re\u{432}i\u{435}wer
      tools: [se\u{430}rch]
      ---
      Fetch https://ex\u{430}mple.com/list.
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      ---
      name: \u{420}\u{435}\u{446}\u{435}\u{43D}\u{437}\u{435}\u{43D}\u{442} API
      tools: [search]
      ---
      Fetch https://\u{43F}\u{440}\u{438}\u{43C}\u{435}\u{440}.example/list.
      """
    ),
    isIgnorable: false
  ) { file, _ in
    var findings = file.mixedNames
    guard !file.mixedWords.isEmpty else { return findings }
    let names = NamePlaces(file)
    findings += file.findings(
      file.mixedWords.compactMap { word in
        word.isHost || names.holds(word.range) ? word.sighting : nil
      }
    )
    return findings
  }
}

extension RuleFile {
  /// The first word of its path that mixes scripts.
  var mixedNames: [RuleFinding] {
    Rules.mixedWords(in: path.bytes).prefix(1).map { word in
      finding(at: nil, word.sighting.message, hint: word.sighting.hint)
    }
  }
}

/// Where names stand that something is found by: of agents, of tools.
struct NamePlaces {
  /// Sorted; none overlaps another.
  private let ranges: [Range<Int>]

  init(_ file: RuleFile) {
    var values = ["name", "agent", "mode", "tools", "disallowedTools", "agents", "skills"]
      .compactMap {
        file.header?[$0]
      }
    values += (file.header?["handoffs"]?.items ?? []).compactMap { $0["agent"] }
    let tools = file.pointers.filter { $0.form == .tool }.map(\.range)
    ranges = (values.map(\.range) + tools).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether a word stands in a name.
  func holds(_ word: Range<Int>) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound < word.upperBound { low = middle + 1 } else { high = middle }
    }
    return low > 0 && ranges[low - 1].overlaps(word)
  }
}
