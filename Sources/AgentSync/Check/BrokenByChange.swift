import AgentModel
import Git
import Rules

/// Tells references that a change breaks from those that were broken before.
struct BrokenByChange {
  /// Those that the change breaks or brings, in the order of the documents.
  ///
  /// They are errors, but for a new one in a document that no model is given, and one that is a template.
  let brought: [Problem]
  /// Those that led nowhere at the start already: warnings.
  let before: [Problem]

  /// - Parameters:
  ///   - references: The references of the head.
  ///   - start: Where the change begins; nil where that can't be read, and then all counts as broken before.
  ///   - formerPaths: Where files of the head were at the start, where they moved.
  ///   - repository: Where both are.
  ///   - work: How much is done at once.
  ///   - store: Documents that are parsed already.
  /// - Throws: `Problem` where the start can't be read.
  init(
    _ references: ReferenceScan,
    since start: PlanBasis?,
    formerPaths: [RepoPath: RepoPath],
    in repository: Repository,
    work: Work,
    store: DocumentStore
  ) throws(Problem) {
    let heirs = Dictionary(
      formerPaths.map { ($0.value, $0.key) },
      uniquingKeysWith: { first, second in min(first, second) }
    )
    // What outputs refer to is told of their sources, and a sync mends them.
    let broken = references.graph.broken.filter { !references.outputs.contains($0.document) }
    guard !broken.isEmpty, let start else {
      (brought, before) = ([], broken.map { Problem(broken: $0, isBrought: false, heirs) })
      return
    }
    let former = try ReferenceScan(
      start.snapshot,
      start.model,
      start.registry,
      in: repository,
      work: work,
      store: store
    )
    // As often as a document had it: a second one of the same is new.
    var known: [WrittenReference: Int] = [:]
    var led: Set<WrittenReference> = []
    for edge in former.graph.edges {
      let written = WrittenReference(edge, in: edge.document)
      if case .broken = edge.destination {
        known[written, default: 0] += 1
      } else {
        led.insert(written)
      }
    }
    let roots = references.model.config.rules.staticPrefixes
    var brought: [Problem] = []
    var before: [Problem] = []
    for edge in broken {
      let written = WrittenReference(edge, in: formerPaths[edge.document] ?? edge.document)
      if let count = known[written], count > 0 {
        known[written] = count - 1
        before.append(Problem(broken: edge, isBrought: false, heirs))
      } else {
        let isRead =
          CustomizationKind(edge.document) != nil || roots.isEmpty
          || roots.contains { edge.document.isWithin($0) }
        let isGrave = led.contains(written) || isRead && !edge.reference.isTemplate
        brought.append(Problem(broken: edge, isBrought: isGrave, heirs))
      }
    }
    (self.brought, self.before) = (brought, before)
  }
}

extension Problem {
  /// What is said of a reference that leads nowhere.
  fileprivate init(
    broken edge: ReferenceGraph.Edge,
    isBrought: Bool,
    _ heirs: [RepoPath: RepoPath]
  ) {
    let anchor = edge.reference.anchor.map { "#\($0)" } ?? ""
    let written = "'\((edge.reference.path + anchor).escapedForTerminal)'"
    var code = Code.missingReference
    var words = "leads nowhere"
    var hint = "'git agentsync refs check' looks for it in the history"
    var isBroken = isBrought
    if case .broken(let fault) = edge.destination {
      switch fault {
      case .missing(let candidates):
        if let likeliest = candidates.first {
          words = "leads to '\(likeliest.escaped)', and there is no such file"
          if let now = heirs[likeliest] {
            hint = "it is '\(now.escaped)' now; 'git agentsync refs fix' writes it anew"
          }
        }
      case .noSection(let target):
        code = .missingSection
        words = "leads to a section that '\(target.escaped)' does not have"
      case .escaping:
        code = .escapingReference
        words = "leads out of the repository"
        hint = "write the path relative to this file, with '/' and inside of the repository"
      case .notPlainFile(let target):
        code = .uninlinableReference
        words = "leads to '\(target.escaped)', which is a symbolic link or a submodule"
        hint = "refer to the file itself"
        // It leads somewhere, if not to a text.
        isBroken = false
      case .unknownAgent:
        code = .unknownHandoff
        words = "names no agent"
      case .ambiguousAgent(let count):
        code = .unknownHandoff
        words = "names \(count) agents"
        hint = "write the id of the one that is meant"
      }
    }
    self.init(
      code,
      severity: isBroken ? .error : .warning,
      at: edge.place,
      "\(written) \(words)" + (isBroken ? ", which this change brings about" : ""),
      hint: hint
    )
  }
}

extension Reference {
  /// Whether the path has a place in it that somebody is to fill in: `{name}/readme.md`.
  fileprivate var isTemplate: Bool {
    guard let brace = path.firstIndex(of: "{") else { return false }
    return path[brace...].contains("}")
  }
}
