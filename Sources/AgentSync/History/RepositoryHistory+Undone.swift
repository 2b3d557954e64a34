package import AgentModel
import Git

/// Which commit another one takes back.
extension RepositoryHistory {
  /// How many commits are walked over, and how many of them are compared in full.
  private static let maximumCommits = 1_000
  private static let maximumCandidates = 60

  package func undone(
    by point: HistoryPoint,
    after parent: HistoryPoint
  ) throws(Problem) -> UndoneCommit<HistoryPoint>? {
    guard case .commit(let parentID) = parent,
      let tell = try changedInputs(point, since: parent).min(),
      let change = try inputChanges(from: parent, to: point)
    else { return nil }
    if case .commit(let id) = point, let hint = try past.commit(id).revertedID,
      let found = try undone(by: point, after: parent, change, tell, at: hint),
      try isAncestor(hint, of: parentID)
    {
      return found
    }
    guard past.commitsLeft > 0 else { return nil }
    let limit = min(past.commitsLeft, RepositoryHistory.maximumCommits)
    let steps = try reading("walk over the commits that changed '\(tell)'") {
      () throws(GitError) in
      try past.repository.historyAlong(paths: [tell], from: parentID, limit: limit)
    }
    defer { past.commitsLeft -= limit - steps.commitsLeft }
    for _ in 0..<RepositoryHistory.maximumCandidates {
      let step = try reading("walk over the commits that changed '\(tell)'") {
        () throws(GitError) in try steps.next()
      }
      guard let step else { return nil }
      if let found = try undone(by: point, after: parent, change, tell, at: step.commit.id) {
        return found
      }
    }
    return nil
  }

  /// Whether the change from `parent` to `point` is that of a commit backwards.
  ///
  /// `tell` is a path that the commit must have changed; most are told by it alone.
  private func undone(
    by point: HistoryPoint,
    after parent: HistoryPoint,
    _ change: [RepoPath: RepositoryPast.ItemChange],
    _ tell: RepoPath,
    at id: ObjectID
  ) throws(Problem) -> UndoneCommit<HistoryPoint>? {
    let commit = HistoryPoint.commit(id)
    guard try isHere(id) else { return nil }
    for earlier in try past.parents(of: commit) ?? [] {
      let old = try past.item(at: tell, in: earlier)
      let new = try past.item(at: tell, in: commit)
      guard !ItemMerge.areAlike(old, new),
        try isTakenBack(tell, of: commit, since: earlier, by: point, after: parent),
        let done = try inputChanges(from: earlier, to: commit),
        Set(change.keys).isSubset(of: done.keys)
      else { continue }
      var isWhole = true
      for path in done.keys.sorted() where isWhole && path != tell {
        isWhole = try isTakenBack(path, of: commit, since: earlier, by: point, after: parent)
      }
      if isWhole { return UndoneCommit(commit, parent: earlier) }
    }
    return nil
  }

  private func isTakenBack(
    _ path: RepoPath,
    of commit: HistoryPoint,
    since earlier: HistoryPoint,
    by point: HistoryPoint,
    after parent: HistoryPoint
  ) throws(Problem) -> Bool {
    let merge = ItemMerge(
      base: try side(path, commit),
      ours: try side(path, parent),
      theirs: try side(path, earlier)
    )
    let present = try past.item(at: path, in: point)
    for result in try merge.results() {
      switch result {
      case .conflict: continue
      case .item(let item):
        if ItemMerge.areAlike(item, present) { return true }
      case .text(let text, let mode):
        guard let present, present.mode.canonical == mode.canonical else { continue }
        if try past.reader(at: point).bytes(of: present.objectID) == text { return true }
      }
    }
    return false
  }

  func side(_ path: RepoPath, _ point: HistoryPoint) throws(Problem) -> ItemMerge.Side {
    let reader = try past.reader(at: point)
    return ItemMerge.Side(item: try reader.item(at: path), reader: reader)
  }

  /// Whether a commit that a message names is in this repository.
  private func isHere(_ id: ObjectID) throws(Problem) -> Bool {
    do throws(Problem) {
      _ = try past.commit(id)
      return true
    } catch {
      if error.code == .missingObject { return false }
      throw error
    }
  }

  // Other repositories may have it as well and not know it for an ancestor: then it says nothing.
  private func isAncestor(_ id: ObjectID, of parentID: ObjectID) throws(Problem) -> Bool {
    try reading("find out whether \(id.short) is an ancestor") { () throws(GitError) in
      try past.repository.isAncestor(id, of: parentID)
    }
  }
}

extension Commit {
  /// The commit that the message says is taken back; anybody can write such a line.
  fileprivate var revertedID: ObjectID? {
    let words = String(decoding: message, as: UTF8.self).split { $0 == " " || $0.isNewline }
    let opening: [Substring] = ["This", "reverts", "commit"]
    let start = words.indices.first { words[$0...].starts(with: opening) }
    guard let start, start + opening.count < words.count else { return nil }
    return ObjectID(hex: String(words[start + opening.count].prefix { $0.isHexDigit }))
  }
}
