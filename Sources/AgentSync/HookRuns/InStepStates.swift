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

  /// The state of a commit's tree; nil where nothing is known of the places that decide.
  func state(of snapshot: Snapshot) throws(Problem) -> FolderState? {
    guard let places = known?.places else { return nil }
    let files = try SnapshotReader(snapshot, in: repository).files(below: places)
    return FolderState(of: places, holding: files.lazy.map { ($0.path, $0.mode, $0.blobID) })
  }

  /// The state of the index; nil where it is unmerged, or nothing is known of the places that decide.
  func stateOfIndex() throws(Problem) -> FolderState? {
    guard let places = known?.places else { return nil }
    return try reading("read the index") { () throws(GitError) in
      try FolderState(of: places, inIndex: repository.location.indexFile)
    }
  }

  /// Whether a state was in step.
  func contains(_ state: FolderState?) -> Bool {
    state.flatMap { known?.contains($0) } ?? false
  }

  /// Remembers that the index, as it is now, is in step.
  ///
  /// - Parameter places: Those that decide; nil is the whole tree, of which nothing is remembered.
  /// - Returns: The state; nil where it can't be told.
  mutating func rememberIndex(_ places: [RepoPath]?) -> FolderState? {
    guard let places,
      let state = try? FolderState(of: places, inIndex: repository.location.indexFile)
    else { return nil }
    var states = known?.places == places ? known : nil
    if states?.contains(state) == true { return state }
    if states == nil { states = KnownStates(places: places) }
    states?.add(state)
    guard let states else { return state }
    known = states
    file.replace(with: states.encoded(by: agentSyncVersion))
    return state
  }
}
