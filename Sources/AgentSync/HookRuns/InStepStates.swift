import AgentModel
import Git

/// The states of library, outputs and records that are known to be in step, kept between runs.
///
/// What `git-agentsync-hook` asks before anything else is started is written here.
struct InStepStates {
  private let file: CacheFile
  private let repository: Repository
  private var known: KnownStates?

  init(of repository: Repository) {
    self.repository = repository
    file = CacheFile(KnownStates.fileName, in: repository)
    known = file.read().flatMap { KnownStates($0, by: agentSyncVersion) }
  }

  /// Whether a commit's tree or the index is in one of the states.
  func contain(_ snapshot: Snapshot) throws(Problem) -> Bool {
    guard let known else { return false }
    return try known.contains(state(of: snapshot, at: known.places))
  }

  /// Whether two trees hold the same in all places that decide; no where nothing is known of these.
  func areAlike(_ one: Snapshot, _ other: Snapshot) throws(Problem) -> Bool {
    guard let known else { return false }
    return try state(of: one, at: known.places) == state(of: other, at: known.places)
  }

  private func state(
    of snapshot: Snapshot,
    at places: [RepoPath]
  ) throws(Problem) -> FolderState {
    let reader = SnapshotReader(snapshot, in: repository)
    let files = try reader.files(below: places)
    return FolderState(of: places, holding: files.lazy.map { ($0.path, $0.mode, $0.blobID) })
  }

  /// Remembers that the index, as it is now, is in step.
  ///
  /// - Parameter basis: What was planned from; its places are those that decide.
  mutating func rememberIndex(_ basis: PlanBasis) {
    guard let places = basis.places,
      let scan = try? repository.indexScan(below: places),
      let state = FolderState(of: places, in: scan)
    else { return }
    var states = known?.places == places ? known : nil
    if states?.contains(state) == true { return }
    if states == nil { states = KnownStates(places: places) }
    states?.add(state)
    guard let states else { return }
    known = states
    file.replace(with: states.encoded(by: agentSyncVersion))
  }
}
