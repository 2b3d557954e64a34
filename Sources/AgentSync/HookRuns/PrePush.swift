import AgentModel
import Git

/// Refuses to push commits that put outputs out of step; what was so before is only named.
struct PrePush {
  private let call: HookCall
  private let repository: Repository

  init(_ call: HookCall, in repository: Repository) {
    self.call = call
    self.repository = repository
  }

  func run() throws(Problem) -> HookOutcome {
    var outcome = HookOutcome()
    var seen: Set<ObjectID> = []
    var cures: Set<String> = []
    for line in String(decoding: call.input, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 4, let local = ObjectID(hex: words[1]), local != .zero else { continue }
      guard let tip = try commit(local), seen.insert(tip).inserted else { continue }
      let snapshot = try scan(.revision(tip.hex), in: repository)
      let modes = try LibraryModel.config(SnapshotReader(snapshot, in: repository)).hooks
      guard modes.prePush == .check else { continue }
      let known = outcome.rows.count + outcome.before.count
      try judge(tip, over: try base(of: tip, remote: ObjectID(hex: words[3])), &outcome)
      guard outcome.rows.count + outcome.before.count > known else { continue }
      cures.insert(try cure(of: String(words[0]), at: tip))
    }
    outcome.rows.sort { $0.path < $1.path }
    outcome.before.sort { $0.path < $1.path }
    outcome.isRefused = !outcome.rows.isEmpty
    // What is checked out comes first; the other branches are named again until they are in step.
    outcome.cure = cures.min { $0.utf8.count < $1.utf8.count }
    return outcome
  }

  /// What brings outputs of a pushed commit in step: a sync, where that is what is checked out.
  private func cure(of reference: String, at tip: ObjectID) throws(Problem) -> String {
    let sync = "git agentsync sync"
    let head = try reading("read HEAD") { () throws(GitError) in try repository.head() }
    let prefix = "refs/heads/"
    guard head.branch != reference, head.commitID != tip, reference.hasPrefix(prefix) else {
      return sync
    }
    let name = reference.dropFirst(prefix.count)
    let isPlain = !name.contains { "'\"$`&;|()<>{}!#".contains($0) }
    let parts = name.split(separator: "'", omittingEmptySubsequences: false)
    let quoted = isPlain ? String(name) : "'" + parts.joined(separator: "'\\''") + "'"
    return "git switch \(quoted) && \(sync)"
  }

  /// The commit that is pushed; nil for a tag of something else.
  private func commit(_ id: ObjectID) throws(Problem) -> ObjectID? {
    do throws(GitError) {
      return try repository.resolve(id.hex + "^{commit}")
    } catch {
      return nil
    }
  }

  private func judge(
    _ tip: ObjectID,
    over base: ObjectID?,
    _ outcome: inout HookOutcome
  ) throws(Problem) {
    var options = CheckOptions()
    options.head = .revision(tip.hex)
    options.base = base?.hex
    options.work = call.work
    let found = try AgentSync.check(repository, options)
    outcome.rows += found.brought.rows.filter { !outcome.rows.contains($0) }
    outcome.before += found.before.rows.filter { !outcome.before.contains($0) }
  }

  /// What the remote has already: the value of its branch, else where the pushed commits begin.
  private func base(of tip: ObjectID, remote: ObjectID?) throws(Problem) -> ObjectID? {
    if let remote, remote != .zero, let known = try commit(remote) { return known }
    let name = call.arguments.first ?? ""
    return try reading("list what is pushed") { () throws(GitError) -> ObjectID? in
      let listed = try repository.git([
        "rev-list", "--topo-order", "--reverse", "--parents", tip.hex, "--not", "--remotes=\(name)",
      ])
      guard listed.status == 0 else { return nil }
      guard let first = listed.text.split(separator: "\n").first else { return tip }
      // The first parent of the first new commit; none where the whole history is new.
      return first.split(separator: " ").dropFirst().first.flatMap { ObjectID(hex: $0) }
    }
  }
}
