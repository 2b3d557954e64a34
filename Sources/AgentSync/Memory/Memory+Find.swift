package import AgentModel
import Git

extension Memory {
  /// The settlements that a person means by a key, which may be cut short.
  ///
  /// - Parameter key: The name of a disagreement, for all that was made of it; or that and the name of one
  ///   resolution, with a slash between them. Of each at least 4 hexadecimal digits.
  /// - Returns: At least one, all of one disagreement, newest first.
  /// - Throws: `command.unknown-settlement` where there is none, or more than one disagreement.
  package func find(_ key: String) throws(Problem) -> [Remembered] {
    let parts = key.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    let isKey =
      parts.count <= 2 && parts.allSatisfy { 4...40 ~= $0.count && $0.allSatisfy(\.isHexDigit) }
    guard isKey else {
      throw Problem(
        .unknownSettlement,
        "'\(key)' is no key of a settled conflict",
        hint: "'git agentsync memory list' shows them; 4 hexadecimal digits are the least"
      )
    }
    let found = remembered.filter { item in
      let key = item.settlement.key
      return key.disagreement.hex.hasPrefix(parts[0])
        && (parts.count == 1 || key.resolution.hex.hasPrefix(parts[1]))
    }
    let disagreements = Set(found.map(\.settlement.key.disagreement))
    let resolutions = Set(found.map(\.settlement.key))
    guard disagreements.count <= 1, parts.count == 1 || resolutions.count <= 1 else {
      throw Problem(
        .unknownSettlement,
        "'\(key)' is short for more than one settled conflict",
        hint: "give more of its digits"
      )
    }
    guard !found.isEmpty else {
      throw Problem(
        .unknownSettlement,
        "no settled conflict has the key '\(key)'",
        hint: "'git agentsync memory list' shows those that are remembered"
      )
    }
    return found
  }

  /// How many digits of a name of a disagreement tell it from all others: at least 7.
  package var abbreviation: Int {
    let names = Set(remembered.map(\.settlement.key.disagreement)).sorted().map(\.hex)
    let common = zip(names, names.dropFirst()).map { left, right in
      zip(left.utf8, right.utf8).prefix { $0 == $1 }.count
    }
    return max(7, (common.max() ?? 0) + 1)
  }
}
