import AgentModel
import Git
import PromptFiles
import Rules

extension CustomizationPlaces {
  /// More than anybody has: each is looked for in every tree.
  private static let most = 1_000

  /// The places that a tree names itself: in its configuration, where outputs go, and in its settings.
  ///
  /// A configuration that is damaged names none; whoever needs it says what is wrong with it.
  ///
  /// - Throws: `Problem` where the tree can't be read; `scan.too-many-entries` where there are more places than
  ///   anybody has.
  init(namedIn snapshot: Snapshot, of repository: Repository) throws(Problem) {
    let reader = SnapshotReader(snapshot, in: repository)
    var named: [CustomizationPlace] = []
    do throws(Problem) {
      named = try LibraryModel.config(reader).targets.compactMap(CustomizationPlace.init)
    } catch {
      guard error.isOfTree else { throw error }
    }
    for file in try PlacedFiles(settingsOf: reader).files
    where try reader.size(of: file.blobID) <= Plan.maximumOutputSize {
      named += customizationPlaces(inSettings: try reader.bytes(of: file.blobID))
    }
    self.init(named)
    guard own.count <= Self.most else { throw .tooManyPlaces(own.count, Self.most) }
  }
}

extension CustomizationPlace {
  /// Where the outputs of a target go; nil where VS Code looks there itself, or passes over what is there.
  fileprivate init?(_ settings: TargetSettings) {
    let folder = settings.staticFolder
    let isAmongDefaults = CustomizationKind.places.contains { place in
      RepoPath(folder).map { RepoPath($0.folded)?.isWithin(place) == true } ?? false
    }
    guard !isAmongDefaults else { return nil }
    let kind: CustomizationKind =
      switch settings.target {
      case .prompt: .prompt
      case .agent: .agent
      case .skill: .skill
      }
    self.init(
      kind,
      in: RepoPath(folder),
      depth: settings.depth,
      takesMarkdown: settings.target == .agent && !settings.path.hasSuffix(".agent.md")
    )
  }
}

extension Problem {
  fileprivate static func tooManyPlaces(_ count: Int, _ most: Int) -> Problem {
    Problem(
      .tooManyEntries,
      "the repository's settings name \(count) places to look in, more than the \(most) allowed",
      hint: "name the folders above them"
    )
  }
}

/// Where VS Code looks before and after a change.
struct PlacesOfChange {
  /// Before it; what the base has won since is looked at on both sides, for no change brings it.
  let start: CustomizationPlaces
  /// After it; a place that the change takes away is looked at all the same.
  let head: CustomizationPlaces

  /// - Throws: `Problem` where a tree can't be read.
  init(_ range: ChangeRange, in repository: Repository) throws(Problem) {
    let base = try CustomizationPlaces(namedIn: range.base, of: repository)
    let isSame = range.start.commitID != nil && range.start.commitID == range.base.commitID
    start =
      isSame ? base : try base.union(CustomizationPlaces(namedIn: range.start, of: repository))
    head = try start.union(CustomizationPlaces(namedIn: range.head, of: repository))
  }
}
