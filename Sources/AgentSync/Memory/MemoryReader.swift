import AgentModel
import Git

/// Reads one's own memory and those of all remotes.
struct MemoryReader {
  let now: Int64
  let repository: Repository
  private(set) var remembered: [Remembered] = []
  private(set) var problems: [Problem] = []
  private(set) var isFetchedTrusted = false
  private(set) var isOwnWrittenHere = true

  init(now: Int64, repository: Repository) {
    self.now = now
    self.repository = repository
  }

  mutating func readAll() throws(Problem) {
    let configuration = try reading("read the configuration") { () throws(GitError) in
      try repository.configuration
    }
    let own = try memory(.own) ?? Settlements()
    var sources: [SettlementKey: Remembered] = [:]
    for settlement in own.living(at: now) {
      sources[settlement.key] = Remembered(settlement: settlement, sources: [.own])
    }
    for name in configuration.remoteNames {
      guard let fetched = fetchedMemory(name) else { continue }
      var visible = fetched
      // Forgetting here hides what was fetched; a stranger's marks never hide one's own.
      for (key, seconds) in own.forgotten { visible.forget(key, at: seconds) }
      for settlement in visible.living(at: now) {
        let known = sources[settlement.key]
        sources[settlement.key] = Remembered(
          settlement: known?.settlement ?? settlement,
          sources: (known?.sources ?? []) + [.remote(name)]
        )
      }
    }
    remembered = sources.values.sorted { left, right in
      (right.settlement.settled, left.settlement.key)
        < (left.settlement.settled, right.settlement.key)
    }
    guard !remembered.isEmpty else { return }
    // A word that is neither true nor false trusts nobody.
    isFetchedTrusted = (try? configuration.boolean(for: "agentsync.trustMemory")) == true
    isOwnWrittenHere = !configuration.fetchesOver(MemorySource.own.reference)
  }

  /// The memory of a remote; nil where there is none, or none that can be read.
  private mutating func fetchedMemory(_ name: String) -> Settlements? {
    guard isValidReferenceName(MemorySource.remote(name).reference) else { return nil }
    do throws(Problem) {
      return try memory(.remote(name))
    } catch {
      problems.append(
        Problem(error.code, severity: .warning, error.message, hint: error.hint)
      )
      return nil
    }
  }

  private mutating func memory(_ source: MemorySource) throws(Problem) -> Settlements? {
    let tip = try reading("read the memory") { () throws(GitError) in
      try repository.reference(named: source.reference)
    }
    guard let tip else { return nil }
    let tree = try MemoryTree(reading: tip, source, at: now, in: repository)
    if let problem = tree.problem(of: source) { problems.append(problem) }
    return tree.settlements
  }
}

extension Configuration {
  /// The names of the remotes that have an address, sorted.
  var remoteNames: [String] {
    keys.compactMap { key -> String? in
      guard key.hasPrefix("remote."), key.hasSuffix(".url") else { return nil }
      let name = key.dropFirst("remote.".count).dropLast(".url".count)
      return name.isEmpty ? nil : String(name)
    }.sorted()
  }

  /// Whether fetching from a remote writes to this reference, as in a clone made with `--mirror`.
  fileprivate func fetchesOver(_ reference: String) -> Bool {
    remoteNames.flatMap { strings(for: "remote.\($0).fetch") }.contains { refspec in
      let target = refspec.split(separator: ":", maxSplits: 1).dropFirst().first ?? ""
      guard let star = target.firstIndex(of: "*") else { return target == reference }
      return reference.hasPrefix(target[..<star])
        && reference.hasSuffix(target[target.index(after: star)...])
    }
  }
}
