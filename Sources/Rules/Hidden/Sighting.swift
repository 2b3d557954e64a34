import AgentModel

/// Something seen at a place of a file, before it becomes a finding.
struct Sighting {
  /// UTF-8 offset.
  let offset: Int
  let message: String
  let hint: String
}

extension RuleFile {
  private static let sightingsPerLine = 10

  /// Findings for what was seen, in the order of the text; of very many in one line the last that is told
  /// says how many more there are.
  func findings(_ sightings: [Sighting]) -> [RuleFinding] {
    var findings: [RuleFinding] = []
    var at = 0
    while at < sightings.count {
      let line = lines.line(of: sightings[at].offset)
      var next = at
      while next < sightings.count, lines.line(of: sightings[next].offset) == line { next += 1 }
      let told = sightings[at..<min(next, at + Self.sightingsPerLine)]
      let untold = next - at - told.count
      for (index, sighting) in zip(told.indices, told) {
        let isLast = untold > 0 && index == told.endIndex - 1
        findings.append(
          finding(
            at: sighting.offset,
            isLast ? "\(sighting.message), and \(untold) more in this line" : sighting.message,
            hint: sighting.hint
          )
        )
      }
      at = next
    }
    return findings
  }

  /// Findings for hidden characters of one kind, in the path and in the text.
  func findings(of kind: HiddenCharacter.Kind, hint: String) -> [RuleFinding] {
    let named = hiddenInPath.filter { $0.kind == kind }.prefix(1).map { run in
      finding(
        at: nil,
        run.message(in: "name of the file or a folder above it"),
        hint: "name it without the character"
      )
    }
    return named
      + findings(
        hidden.filter { $0.kind == kind }.map { run in
          Sighting(
            offset: run.range.lowerBound,
            message: run.message,
            hint: run.spelling.isEmpty ? hint : "\(hint); it spells '\(run.spelling)'"
          )
        }
      )
  }
}
