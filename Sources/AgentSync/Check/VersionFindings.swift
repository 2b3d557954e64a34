import AgentModel
import Git

/// Whether the versions that agents give themselves move with their texts.
struct VersionFindings {
  /// What the configuration asks of versions (`versions`).
  let demand: VersionDemand
  let library: Library

  /// What is wrong with the versions of the agents that changed, in their order.
  func problems(of changes: ChangeSet) -> [Problem] {
    changes.agents.compactMap { change in
      guard change.kind == .changed, let agent = library[change.id],
        let version = agent.metadata.fields.first(where: { $0.name == "version" })?.value
      else { return nil }
      let place = Problem.Place(agent.file.document, line: version.line)
      let field = change.fields.first { $0.name == "version" }
      if let field, let old = field.old, let new = field.new {
        guard let before = VersionNumber(old), let now = VersionNumber(new), now < before else {
          return nil
        }
        return .versionWentBack(change.id, from: old, to: new, at: place)
      }
      guard demand == .requireBump, field == nil, change.hasOtherText else { return nil }
      return .versionNotMoved(change.id, version.value, at: place)
    }
  }
}

/// What is asked of the versions that agents give themselves.
package enum VersionDemand: String, CaseIterable, Sendable {
  /// An agent whose text changes has another version.
  case requireBump = "require-bump"
  case off
}

/// A version as far as it is numbers: `2.10.1` comes after `2.9`, and what follows `-` or `+` doesn't count.
struct VersionNumber: Comparable {
  private let parts: [Int]

  /// nil where it is no version.
  init?(_ text: String) {
    let core = text.drop { $0 == "v" || $0 == "V" || $0 == "'" || $0 == "\"" }
      .prefix { $0.isNumber || $0 == "." }
    let parts = core.split(separator: ".").map { Int($0) }
    guard !parts.isEmpty, !parts.contains(nil) else { return nil }
    self.parts = parts.compactMap(\.self)
  }

  static func < (left: VersionNumber, right: VersionNumber) -> Bool {
    let count = max(left.parts.count, right.parts.count)
    func padded(_ version: VersionNumber) -> [Int] {
      version.parts + Array(repeating: 0, count: count - version.parts.count)
    }
    return padded(left).lexicographicallyPrecedes(padded(right))
  }

  static func == (left: VersionNumber, right: VersionNumber) -> Bool {
    !(left < right) && !(right < left)
  }
}

extension Problem.Code {
  /// The codes of what a change brings beside power and what rules find.
  static let changeCodes: [Problem.Code] = [
    .versionWentBack, .versionNotMoved, .missingReference, .missingSection,
  ]
}

extension AgentChange {
  /// Whether what a model reads changed, and not only layout, place or version.
  fileprivate var hasOtherText: Bool {
    !sections.isEmpty || !parts.isEmpty || fields.contains { $0.name != "version" }
  }
}

extension Problem {
  fileprivate static func versionWentBack(
    _ id: String,
    from old: String,
    to new: String,
    at place: Place
  ) -> Problem {
    Problem(
      .versionWentBack,
      severity: .warning,
      at: place,
      "the version of agent '\(id)' went back from \(old.escapedForTerminal) to \(new.escapedForTerminal)",
      hint: "give it one that comes after \(old.escapedForTerminal)"
    )
  }

  fileprivate static func versionNotMoved(
    _ id: String,
    _ version: String,
    at place: Place
  ) -> Problem {
    Problem(
      .versionNotMoved,
      at: place,
      "agent '\(id)' changed, and its version is \(version.escapedForTerminal) as before",
      hint: "raise it; 'versions: off' on the base branch asks for nothing"
    )
  }
}
