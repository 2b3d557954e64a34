import AgentModel
import Git
import PromptFiles

/// Lets the references that people wrote into outputs by hand follow what they lead to.
///
/// What is generated follows its sources. Beside it a person may have written a link to a file that was
/// renamed since, named an agent that has another name now, or the output itself moved to another folder.
/// Only sure answers are written.
final class HandReferences {
  private let snapshot: Snapshot
  private let repository: Repository
  private let model: LibraryModel
  private let work: Work
  private lazy var context = AgentContext(model.library)
  private let tree: RecordingTree
  /// Made when the first reference leads nowhere: it reads the whole library.
  private var answers: ReferenceAnswers?

  init(_ snapshot: Snapshot, _ model: LibraryModel, in repository: Repository, work: Work) {
    self.snapshot = snapshot
    self.repository = repository
    self.model = model
    self.work = work
    tree = RecordingTree(SnapshotReader(snapshot, in: repository), store: DocumentStore())
  }

  /// An output's text with its own references mended, and what was written.
  ///
  /// - Parameters:
  ///   - text: The output with its hand edit.
  ///   - generated: What is generated: its references are not the hand edit's.
  ///   - former: Where the output stood when the references were written.
  ///   - path: Where it is to stand.
  /// - Returns: The text, the same where nothing follows, and the references that do.
  /// - Throws: `Problem` where the repository can't be read.
  func following(
    _ text: OutputText,
    over generated: OutputText,
    from former: RepoPath,
    to path: RepoPath
  ) throws(Problem) -> (text: OutputText, fixes: [ReferenceFixes.Fix]) {
    guard model.config.rewriting != .off,
      let document = try? Document(parsing: text.content, at: path)
    else { return (text, []) }
    let own = HandReferences.references(of: document, beyond: generated, at: path)
    guard !own.isEmpty else { return (text, []) }
    var moved: [BrokenReference] = []
    var broken: [ReferenceGraph.Edge] = []
    for reference in own {
      let here = context.resolve(reference, from: path, in: tree)
      let before =
        former.parent == path.parent ? here : context.resolve(reference, from: former, in: tree)
      switch before {
      case .file(let target, _) where before != here:
        moved.append(HandReferences.kept(reference, at: path, to: target, false, from: former))
      case .folder(let target) where before != here:
        moved.append(HandReferences.kept(reference, at: path, to: target, true, from: former))
      case .missing(let candidates) where reference.isSurelyPath && !candidates.isEmpty:
        let fault = ReferenceGraph.Fault.missing(candidates: candidates)
        broken.append(
          ReferenceGraph.Edge(document: path, reference: reference, destination: .broken(fault))
        )
      case .agentName(let written)
      where model.names.ids(of: written).isEmpty && !builtInAgents.contains(written.lowercased()):
        broken.append(
          ReferenceGraph.Edge(
            document: path,
            reference: reference,
            destination: .broken(.unknownAgent)
          )
        )
      default: continue
      }
    }
    if let failure = tree.failure { throw failure }
    if !broken.isEmpty { moved += try answer(broken).filter { $0.sureAnswer != nil } }
    guard !moved.isEmpty else { return (text, []) }
    let made = ReferenceMending(
      path: path,
      bytes: text.content,
      context: context,
      names: model.names,
      tree: tree
    ).fixes(moved)
    guard !made.isEmpty else { return (text, []) }
    return (OutputText(made.map(\.edit).applied(to: text.content)), made.map(\.fix))
  }

  private func answer(_ edges: [ReferenceGraph.Edge]) throws(Problem) -> [BrokenReference] {
    if answers == nil {
      answers = ReferenceAnswers(
        try ReferenceScan(snapshot, in: repository, work: work),
        history: try RenameHistory(to: snapshot, in: repository, work: work)
      )
    }
    return try answers?.answers(to: edges) ?? []
  }

  /// The references of a text that the generated one does not have.
  private static func references(
    of document: Document,
    beyond generated: OutputText,
    at path: RepoPath
  ) -> [Reference] {
    struct Key: Hashable {
      let form: Reference.Form
      let path: String
      let anchor: String?
    }
    var known: [Key: Int] = [:]
    if let source = try? Document(parsing: generated.content, at: path) {
      for reference in DocumentDigest(source).references {
        known[
          Key(form: reference.form, path: reference.path, anchor: reference.anchor),
          default: 0
        ] += 1
      }
    }
    return DocumentDigest(document).references.filter { reference in
      let key = Key(form: reference.form, path: reference.path, anchor: reference.anchor)
      guard let count = known[key], count > 0 else { return true }
      known[key] = count - 1
      return false
    }
  }

  /// A reference that leads where it led, from another place.
  private static func kept(
    _ reference: Reference,
    at path: RepoPath,
    to target: RepoPath,
    _ isFolder: Bool,
    from former: RepoPath
  ) -> BrokenReference {
    let fault = ReferenceGraph.Fault.missing(candidates: [])
    return BrokenReference(
      edge: ReferenceGraph.Edge(document: path, reference: reference, destination: .broken(fault)),
      fault: fault,
      answer: .found(
        BrokenReference.Found(
          destination: .file(ReferenceTarget(path: target, isFolder: isFolder)),
          evidence: .documentMoved(from: former),
          confidence: .sure
        )
      )
    )
  }
}
