package import AgentModel
package import Git
import SystemPackage

/// How the hooks of a repository stand, or what became of them.
package struct HookSetup: Sendable {
  /// One hook.
  package struct Hook: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
      case installed
      case missing
      /// Ours, and not as this version writes it; a former one did, or it is switched off.
      case changed
      /// Ours, with what a person wrote into it; it stays as it is.
      case edited
      /// Written into the file of a program that git doesn't call yet.
      case uncalled
    }

    package let name: HookName
    package let state: State
    /// Whether another hook stood there before, which ours runs first.
    package let isChained: Bool
  }

  /// Who sees to the hooks: `git`, `git-config`, `husky`, `lefthook`, `pre-commit`.
  package let manager: String
  /// Where they stand.
  package let place: String
  /// In the order of `HookName`.
  package let hooks: [Hook]
  /// What people have to write themselves into the configuration of their manager; nil for none.
  package let snippet: String?
  /// The command that then has git call their manager; nil for none.
  package let activation: String?
  /// What is to be done first about hooks with a person's own lines in them; empty for none.
  package let obstacles: [Problem]

  /// Whether all hooks stand there as this version writes them.
  package var isComplete: Bool { hooks.allSatisfy { $0.state == .installed } }
}

/// The hooks that do something with this configuration.
package func usefulHooks(_ modes: HookModes) -> [HookName] {
  HookName.allCases.filter { name in
    switch name {
    case .preCommit: modes.preCommit == .stage || modes.preCommit == .check
    case .postCommit: modes.preCommit == .separate
    case .preMergeCommit: modes.preMergeCommit == .check
    case .postMerge, .postRewrite: modes.postMerge != .off
    case .postCheckout: modes.postCheckout == .report
    case .prePush: modes.prePush == .check
    }
  }
}

/// Installs hooks; those that stood there before are kept, and run first.
///
/// - Parameters:
///   - names: The hooks; empty is those that do something with the configuration of the index or of the
///     work tree.
///   - repository: Where.
/// - Returns: How they stand now; where somebody else's configuration decides, what to write there.
/// - Throws: `Problem` with `apply.cannot-write` where a hook can't be written without losing another, or
///   lines that a person added to one of ours.
package func installHooks(
  _ names: [HookName],
  in repository: Repository
) throws(Problem) -> HookSetup {
  let keeper = try HookKeeper(of: repository)
  let names = try chosen(names, of: keeper, in: repository)
  if let name = names.first(where: { !keeper.serves($0) }) {
    throw Problem(
      .cannotWrite,
      "the hook '\(name.rawValue)' can't run under the \(keeper.name) framework, which loses edits "
        + "when a hook writes",
      hint: "pre-commit and pre-push go together with it"
    )
  }
  try keeper.requireUnedited(names, in: repository)
  for name in names { try keeper.install(name, in: repository) }
  if case .configuration = keeper { return try hookSetup(names, in: repository) }
  // What a newer git would run beside them.
  for name in names { try HookKeeper.configuration.uninstall(name, in: repository) }
  return try hookSetup(names, in: repository)
}

/// Takes hooks of ours away and puts back what stood there before, byte for byte.
///
/// - Parameters:
///   - names: The hooks; empty is all.
///   - repository: Where.
/// - Returns: How they stand now.
/// - Throws: `Problem` with `apply.cannot-write` for a hook of ours that somebody has changed.
package func uninstallHooks(
  _ names: [HookName],
  in repository: Repository
) throws(Problem) -> HookSetup {
  let keepers = try HookKeeper.all(of: repository)
  let all = names.isEmpty ? HookName.allCases : names
  for keeper in keepers { try keeper.requireUnedited(all, in: repository) }
  for keeper in keepers {
    for name in all { try keeper.uninstall(name, in: repository) }
  }
  return try hookSetup(names, in: repository)
}

/// How hooks stand.
///
/// - Parameters:
///   - names: The hooks; empty is those that do something with the configuration of the index or of the
///     work tree.
///   - repository: Where.
/// - Returns: A hook each.
/// - Throws: `Problem` with `command.io`, or that of `installHooks` for a folder that others share.
package func hookSetup(
  _ names: [HookName],
  in repository: Repository
) throws(Problem) -> HookSetup {
  let keeper = try HookKeeper(of: repository)
  let names = try chosen(names, of: keeper, in: repository)
  var hooks: [HookSetup.Hook] = []
  for name in names { hooks.append(try keeper.state(of: name, in: repository)) }
  let left = hooks.filter { $0.state == .missing }.map(\.name)
  let waiting = hooks.filter { $0.state != .installed }.map(\.name)
  return HookSetup(
    manager: keeper.name,
    place: keeper.place,
    hooks: hooks,
    snippet: keeper.snippet(left),
    activation: keeper.activation(waiting),
    obstacles: hooks.filter { $0.state == .edited }.map { keeper.edited($0.name) }
  )
}

private func chosen(
  _ names: [HookName],
  of keeper: HookKeeper,
  in repository: Repository
) throws(Problem) -> [HookName] {
  guard names.isEmpty else { return HookName.allCases.filter(names.contains) }
  // What is to be committed, and what a person has just written for it.
  var useful: Set<HookName> = []
  for source in [SnapshotSource.index, .worktree] {
    if source == .worktree, repository.location.workTree == nil { continue }
    let snapshot = try scan(source, in: repository)
    let config = try LibraryModel.config(SnapshotReader(snapshot, in: repository))
    useful.formUnion(usefulHooks(config.hooks))
  }
  return HookName.allCases.filter { useful.contains($0) && keeper.serves($0) }
}
