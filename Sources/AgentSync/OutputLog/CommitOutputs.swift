package import AgentModel
package import Git

/// One commit as the outputs saw it.
package struct CommitOutputs: Sendable {
  package let commit: Commit
  /// The commit it is compared with: its first parent; nil for a first commit.
  package let parentID: ObjectID?
  /// Sorted by path.
  package let outputs: [OutputInCommit]
  /// Documents, parts and the configuration that the commit changed, sorted by path.
  package let sources: [OutputFileChange]
  /// Why nothing can be said of how the outputs stood; nil where it can.
  package let problem: Problem?
}

/// An output that a commit changed.
package struct OutputInCommit: Sendable {
  package let change: OutputFileChange
  /// How the output stood in that commit; nil where it is gone or that can't be told.
  package let state: Plan.State?
  /// The difference as git prints it; bytes, as text need not be UTF-8.
  package let patch: [UInt8]
}

/// Reads what a commit did to outputs, compared with its first parent.
///
/// - Parameters:
///   - name: a commit; nil is the newest one that changed an output.
///   - repository: where it is.
///   - work: how many threads parse documents.
/// - Returns: nil where no commit was named and none changed an output.
/// - Throws: `Problem` with `repository.unknown-revision`, or what the repository refused.
package func readCommitOutputs(
  _ name: String?,
  in repository: Repository,
  work: Work
) throws(Problem) -> CommitOutputs? {
  guard let id = try commitID(name, in: repository, work) else { return nil }
  return try CommitReading(id, in: repository, work).outputs()
}

private func commitID(
  _ name: String?,
  in repository: Repository,
  _ work: Work
) throws(Problem) -> ObjectID? {
  if let name { return try scan(.revision(name), in: repository).commitID }
  var options = OutputLogOptions()
  options.maximumCount = 1
  options.work = work
  return try readOutputLog(of: repository, options).first?.commit.id
}

/// All that is read of one commit.
private struct CommitReading {
  private let repository: Repository
  private let commit: Commit
  private let parent: Commit?
  /// The plan that a sync of the commit would make; a failure where there can be none.
  private let plan: Result<Plan, Problem>
  private let model: LibraryModel?
  private let parentModel: LibraryModel?

  init(_ id: ObjectID, in repository: Repository, _ work: Work) throws(Problem) {
    self.repository = repository
    (commit, parent) = try reading("read commit \(id.short)") { () throws(GitError) in
      let commit = try repository.readCommit(id)
      let parentID = try repository.knownParents(of: commit).first
      return (commit, try parentID.map { id throws(GitError) in try repository.readCommit(id) })
    }
    (plan, model) = try CommitReading.plan(of: id, in: repository, work)
    parentModel = try parent.flatMap { parent throws(Problem) in
      try readableModel(at: parent.id, in: repository, work)
    }
  }

  private static func plan(
    of id: ObjectID,
    in repository: Repository,
    _ work: Work
  ) throws(Problem) -> (Result<Plan, Problem>, LibraryModel?) {
    do throws(Problem) {
      let snapshot = try scan(.revision(id.hex), in: repository)
      let basis = try PlanBasis(snapshot, in: repository, work: work, store: DocumentStore())
      return (.success(try AgentSync.plan(basis, options: PlanOptions())), basis.model)
    } catch {
      if error.code == .ioFailure { throw error }
      return (.failure(error), try readableModel(at: id, in: repository, work))
    }
  }

  func outputs() throws(Problem) -> CommitOutputs {
    let known = try knownOutputs()
    let outputs = try changes(below: Array(known.paths)) { change in
      known.paths.contains(change.path)
    }
    let changed = fileChanges(
      outputs,
      signs: known.signs,
      agentID: { known.use(of: $0)?.agentID }
    )
    let patches = try PatchText(
      changed,
      from: parent?.treeID,
      to: commit.treeID,
      in: repository
    )
    let states = try? Dictionary(
      plan.get().rows.map { ($0.path, $0.state) },
      uniquingKeysWith: { first, _ in first }
    )
    return CommitOutputs(
      commit: commit,
      parentID: parent?.id,
      outputs: changed.map { change in
        OutputInCommit(
          change: change,
          state: change.kind == .deleted ? nil : states?[change.path],
          patch: patches.texts[change.path] ?? []
        )
      },
      sources: try sources(),
      problem: plan.failure
    )
  }

  /// What the registries and libraries of the commit and its parent call an output.
  private func knownOutputs() throws(Problem) -> KnownOutputs {
    var known = KnownOutputs()
    for commit in [parent, commit].compactMap(\.self) {
      let snapshot = Snapshot(
        kind: .commit,
        content: .tree(commit.treeID),
        commitID: commit.id,
        parentIDs: commit.parentIDs
      )
      known.learn(try Registry(reader: SnapshotReader(snapshot, in: repository)))
    }
    for model in [parentModel, model].compactMap(\.self) { known.learn(model) }
    return known
  }

  private func sources() throws(Problem) -> [OutputFileChange] {
    let models = [model, parentModel].compactMap(\.self)
    let rules = models.isEmpty ? [Config.defaults.rules] : models.map(\.config.rules)
    let prefixes = rules.map(\.staticPrefixes)
    // A root without a fixed beginning can be anywhere.
    let everywhere = prefixes.contains { $0.isEmpty }
    let places = [Config.path] + prefixes.joined()
    let owners = models.map(DocumentOwners.init)
    let found = try changes(below: everywhere ? nil : places) { change in
      !everywhere || change.path == Config.path
        || owners.contains { $0.owner(of: change.path) != nil }
    }
    return fileChanges(
      found,
      signs: { _ in [] },
      agentID: { path in owners.lazy.compactMap { $0.owner(of: path) }.first }
    )
  }

  private func changes(
    below places: [RepoPath]?,
    _ isMeant: (TreeChange) -> Bool
  ) throws(Problem) -> [TreeChange] {
    try reading("compare commit \(commit.id.short) with its parent") { () throws(GitError) in
      try repository.changes(from: parent?.treeID, to: commit.treeID, below: places)
    }.filter(isMeant)
  }
}

/// Which agent a document or part belongs to.
private struct DocumentOwners {
  private var documents: [RepoPath: String] = [:]
  private var folders: [RepoPath: String] = [:]

  init(_ model: LibraryModel) {
    for agent in model.library.agents {
      documents[agent.file.document] = agent.id
      if let folder = agent.file.folder { folders[folder] = agent.id }
    }
  }

  func owner(of path: RepoPath) -> String? {
    if let id = documents[path] { return id }
    var folder = path.parent
    while let parent = folder {
      if let id = folders[parent] { return id }
      folder = parent.parent
    }
    return nil
  }
}

extension Result {
  fileprivate var failure: Failure? {
    guard case .failure(let failure) = self else { return nil }
    return failure
  }
}
