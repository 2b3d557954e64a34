import AgentModel
import Git

/// The states of library, outputs and records that are known, and those of them in step, kept between runs.
///
/// What `git-agentsync-hook` asks before anything else is started is written here.
struct InStepStates {
  private let file: CacheFile
  private let lookFile: CacheFile
  private let repository: Repository
  private var known: KnownStates?
  /// States that were planned from, in step or not: in these the places are known to be all that decides.
  private var seen: KnownStates?

  init(of repository: Repository) {
    self.repository = repository
    file = CacheFile(KnownStates.fileName, in: repository)
    lookFile = CacheFile("looked-at", in: repository)
    known = file.read().flatMap { KnownStates($0, by: agentSyncVersion) }
    seen = lookFile.read().flatMap { KnownStates($0, by: agentSyncVersion) }
  }

  /// The state of a commit's tree; nil where nothing is known of the places that decide.
  func state(of snapshot: Snapshot) throws(Problem) -> FolderState? {
    try known.map { known throws(Problem) in try state(of: snapshot, at: known.places) }
  }

  private func state(of snapshot: Snapshot, at places: [RepoPath]) throws(Problem) -> FolderState {
    let files = try SnapshotReader(snapshot, in: repository).files(below: places)
    return FolderState(of: places, holding: files.lazy.map { ($0.path, $0.mode, $0.blobID) })
  }

  /// Whether the index holds of the library what a commit does that was looked at, so that nothing is new.
  ///
  /// The places are those of one configuration. A commit from elsewhere may have another one, and what it
  /// added to the library would not be missed in them; so its own state must have been looked at.
  func isIndex(like former: Snapshot) throws(Problem) -> Bool {
    guard let seen else { return false }
    let state = try state(of: former, at: seen.places)
    guard seen.contains(state) else { return false }
    return try stateOfIndex(at: seen.places) == state
  }

  /// Whether a commit holds of the library what another one does that was looked at.
  func isAlike(_ snapshot: Snapshot, to former: Snapshot) throws(Problem) -> Bool {
    guard let seen else { return false }
    let state = try state(of: former, at: seen.places)
    guard seen.contains(state) else { return false }
    return try self.state(of: snapshot, at: seen.places) == state
  }

  /// The state of the index; nil where it is unmerged.
  private func stateOfIndex(at places: [RepoPath]) throws(Problem) -> FolderState? {
    do throws(GitError) {
      return try FolderState(of: places, inIndex: repository.location.indexFile)
    } catch {
      guard error.code == .unsupported else { throw Problem(error, doing: "read the index") }
      // Split or sparse: git puts it into one file first, which the snapshot has it do.
      return try state(of: scan(.index, in: repository), at: places)
    }
  }

  /// Whether a state was in step.
  func contains(_ state: FolderState?) -> Bool {
    state.flatMap { known?.contains($0) } ?? false
  }

  /// Remembers that the index, as it is now, was looked at.
  ///
  /// - Parameters:
  ///   - basis: What the index was planned from; of a library that is the whole tree nothing is remembered.
  ///   - isInStep: Whether it is in step.
  /// - Returns: The state; nil where it can't be told.
  mutating func rememberIndex(_ basis: PlanBasis, isInStep: Bool) -> FolderState? {
    guard let places = basis.places else { return nil }
    return rememberIndex(places, basis.model.config, isInStep: isInStep)
  }

  /// The same for places that are known.
  mutating func rememberIndex(
    _ places: [RepoPath],
    _ config: Config,
    isInStep: Bool
  ) -> FolderState? {
    guard let state = try? stateOfIndex(at: places) else { return nil }
    remember(state, places, config, in: lookFile, &seen)
    if isInStep { remember(state, places, config, in: file, &known) }
    return state
  }

  /// Remembers that a commit is in step, and what its outputs were made from.
  ///
  /// - Parameters:
  ///   - basis: What the commit's outputs were planned from; they are what that plan has, or became it.
  ///   - plan: That plan.
  ///   - snapshot: The commit.
  mutating func rememberInStep(_ basis: PlanBasis, _ plan: Plan, at snapshot: Snapshot) {
    guard let places = basis.places, let state = try? state(of: snapshot, at: places) else {
      return
    }
    let config = basis.model.config
    remember(state, places, config, in: lookFile, &seen)
    remember(state, places, config, in: file, &known)
    KnownLibrary(of: basis, plan, in: state)?.save(in: repository)
  }

  /// Remembers that a commit was looked at.
  mutating func rememberLook(at snapshot: Snapshot, _ basis: PlanBasis) {
    guard let places = basis.places, let state = try? state(of: snapshot, at: places) else {
      return
    }
    remember(state, places, basis.model.config, in: lookFile, &seen)
  }

  private func remember(
    _ state: FolderState,
    _ places: [RepoPath],
    _ config: Config,
    in file: CacheFile,
    _ known: inout KnownStates?
  ) {
    let commitsAfter = config.hooks.preCommit == .separate
    let isSame = known?.places == places && known?.commitsAfter == commitsAfter
    var states = isSame ? known : nil
    if states?.contains(state) == true { return }
    if states == nil { states = KnownStates(places: places, commitsAfter: commitsAfter) }
    states?.add(state)
    guard let states else { return }
    known = states
    file.replace(with: states.encoded(by: agentSyncVersion))
  }
}
