import AgentModel

package import struct Git.RepoPath

/// Where VS Code looks in a repository: its own places, and those that the repository names beside them.
///
/// VS Code's own are always among them: a setting that switches one off hides nothing.
package struct CustomizationPlaces: Hashable, Sendable {
  /// VS Code's own places.
  package static let defaults = CustomizationPlaces([])

  /// What the repository names beside VS Code's own places, in an order that is always the same.
  package let own: [CustomizationPlace]
  private let byFolder: [String: [CustomizationPlace]]

  /// - Parameter named: Places that a repository names; VS Code's own may be among them.
  package init(_ named: some Sequence<CustomizationPlace>) {
    let own = Set(named).filter { !$0.isDefault }
    self.own = own.sorted { first, second in
      let one = (first.folder?.string ?? "", first.kind.rawValue, first.depth ?? .max)
      let two = (second.folder?.string ?? "", second.kind.rawValue, second.depth ?? .max)
      return one == two ? first.patternText < second.patternText : one < two
    }
    byFolder = Dictionary(grouping: self.own) { $0.folder?.string ?? "" }
  }

  /// The places of both.
  package func union(_ other: CustomizationPlaces) -> CustomizationPlaces {
    other.own.isEmpty || other == self ? self : CustomizationPlaces(own + other.own)
  }

  /// What is read at a path for the repository's own places; nil where nothing is.
  func kind(of path: RepoPath) -> CustomizationKind? {
    guard !own.isEmpty, let folded = RepoPath(path.folded) else { return nil }
    let name = folded.name
    if let place = byFolder[folded.string]?.first(where: { $0.takes(name) && $0.pattern == nil }) {
      return place.kind
    }
    var levels = 1
    var folder = folded.parent
    while true {
      let found = byFolder[folder?.string ?? ""]?.first { $0.reads(folded, name, below: levels) }
      if let found { return found.kind }
      guard let next = folder else { return nil }
      folder = next.parent
      levels += 1
    }
  }

  /// Whether a file that VS Code reads can stand somewhere below a path, were it a folder.
  package func mayHold(_ path: RepoPath) -> Bool {
    if CustomizationKind.mayHold(path) { return true }
    guard !own.isEmpty, let folded = RepoPath(path.folded) else { return false }
    return own.contains { place in
      guard let folder = place.folder else {
        return place.depth.map { folded.components.count < $0 } ?? true
      }
      if folder.isWithin(folded) { return true }
      let levels = folded.components.count - folder.components.count
      return folded.isWithin(folder) && (place.depth.map { levels < $0 } ?? true)
    }
  }
}

extension CustomizationPlace {
  fileprivate var patternText: String { pattern?.pattern ?? "" }

  /// Whether VS Code looks there by itself, and takes the same for what it is.
  fileprivate var isDefault: Bool {
    guard pattern == nil, let folder = folder?.string else { return false }
    return switch kind {
    case .prompt: folder == ".github/prompts" && depth == 1
    case .agent:
      folder == ".github/agents" && depth == 1 || folder == ".github/chatmodes" && depth == 1
    case .claudeAgent: folder == ".claude/agents"
    case .instructions: folder == ".github/instructions"
    case .claudeRules: folder == ".claude/rules"
    case .skill: [".agents/skills", ".claude/skills", ".github/skills"].contains(folder)
    case .hooks:
      folder == ".github/hooks" || folder == ".claude/settings.json"
        || folder == ".claude/settings.local.json"
    case .guide, .settings, .unread: true
    }
  }
}
