package import AgentModel
package import Git
package import PromptFiles

/// What `init` may be asked.
package struct InitOptions: Sendable {
  /// The targets to write into a new configuration; empty is the default one.
  package var targets: [Target] = []
  /// Keep files that stand where outputs belong as hand edits.
  package var adopts = false
  package var work = Work()

  package init() {}
}

/// Sets a repository up: configuration, `.gitattributes` and first outputs, in one sync commit; the
/// merge driver is registered in this clone.
///
/// An existing configuration stays byte for byte, also one that is not committed yet.
///
/// - Throws: `Problem` with `command.usage` where targets are named and a configuration exists, else as
///   `synchronize` does.
package func initialize(
  _ repository: Repository,
  _ options: InitOptions
) throws(Problem) -> SyncOutcome {
  let snapshot = try scan(.head, in: repository)
  let reader = SnapshotReader(snapshot, in: repository)
  let existing = try currentFile(Config.path, reader, in: repository)
  if existing != nil, !options.targets.isEmpty { throw .configurationExists() }
  let configuration = existing ?? newConfiguration(options.targets)
  let config = try Config(parsing: configuration)
  let attributes = try currentFile(AttributesBlock.path, reader, in: repository)

  var sync = SyncOptions()
  sync.plan.adopts = options.adopts
  sync.plan.work = options.work
  sync.additions = [
    Config.path: configuration,
    AttributesBlock.path: AttributesBlock.updated(attributes, for: config),
  ]
  let outcome = try synchronize(repository, sync)
  try DriverRegistration.register(in: repository)
  return outcome
}

/// A file as a person has it now: in the work tree, else in what is committed.
private func currentFile(
  _ path: RepoPath,
  _ reader: SnapshotReader,
  in repository: Repository
) throws(Problem) -> [UInt8]? {
  if repository.location.workTree != nil {
    let found = try reading("read '\(path)'") { () throws(GitError) -> [UInt8]? in
      let worktree = try Worktree(of: repository)
      guard try worktree.status(of: path) != nil else { return nil }
      return try worktree.readNormalised(path)
    }
    if let found { return found }
  }
  guard let item = try reader.item(at: path), item.mode.isPlainFile else { return nil }
  return try reader.bytes(of: item.objectID)
}

private func newConfiguration(_ targets: [Target]) -> [UInt8] {
  let names = (targets.isEmpty ? [Target.prompt] : targets).map(\.rawValue).joined(separator: ", ")
  return Array(
    """
    # What git agentsync makes from the agents of this repository; every key may be left out.
    # docs/configuration.md of git-agentsync says what each means.
    format: 1
    library:
      roots: [agents]
    targets: [\(names)]

    """.utf8
  )
}

extension Problem {
  fileprivate static func configurationExists() -> Problem {
    Problem(
      .wrongUsage,
      at: Place(Config.path),
      "'.agentsync.yml' exists and stays as it is",
      hint: "edit its 'targets', and run 'git agentsync sync'"
    )
  }
}
