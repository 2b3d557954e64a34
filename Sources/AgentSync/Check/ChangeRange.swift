import AgentModel
import Git

/// From where to where a change goes, and into what it is to be merged.
///
/// What base and head have in common is no part of the change: a base that moved on since takes nothing away
/// from it, and brings it nothing.
struct ChangeRange {
  /// What the head is to be merged into.
  let base: Snapshot
  /// The last commit that both have; the base where none is known, or several are.
  let start: Snapshot
  let head: Snapshot
  /// Why there is no one commit that they have in common; nil where there is.
  let gap: Problem?

  /// - Throws: `Problem` where the base can't be read.
  init(to head: Snapshot, from name: String, in repository: Repository) throws(Problem) {
    let base = try scan(.revision(name), in: repository)
    let tip = head.commitID ?? head.parentIDs.first
    (self.base, self.head) = (base, head)
    guard let baseID = base.commitID, let tip else {
      (start, gap) = (base, nil)
      return
    }
    if baseID == tip {
      (start, gap) = (base, nil)
      return
    }
    let common = try reading("look for what base and head have in common") {
      () throws(GitError) in
      try repository.mergeBases(baseID, tip)
    }
    // Of several, one may still have what another took away, and a merge of them could bring it back.
    guard let first = common.first, common.count == 1 else {
      (start, gap) = (
        base,
        common.isEmpty ? try .nothingInCommon(name, in: repository) : .severalInCommon(name)
      )
      return
    }
    start = first == baseID ? base : try scan(.revision(first.hex), in: repository)
    gap = nil
  }
}

extension Problem {
  fileprivate static func severalInCommon(_ base: String) -> Problem {
    Problem(
      .noCommonCommit,
      severity: .warning,
      "'\(base)' and the head have several last commits in common, so the two are compared as they stand: "
        + "what the base has won since counts as taken back",
      hint: "merge '\(base)' into the branch; then it is the one"
    )
  }

  fileprivate static func nothingInCommon(
    _ base: String,
    in repository: Repository
  ) throws(Problem) -> Problem {
    let boundary = try reading("read the border of the clone") { () throws(GitError) in
      try repository.shallowBoundary
    }
    guard !boundary.isEmpty else {
      return Problem(
        .noCommonCommit,
        severity: .warning,
        "'\(base)' and the head have no commit in common, so the two are compared as they stand",
        hint: nil
      )
    }
    return Problem(
      .noCommonCommit,
      severity: .warning,
      "this clone is shallow and ends before what '\(base)' and the head have in common, "
        + "so the two are compared as they stand: what the base has won since counts as taken back",
      hint:
        "fetch more of it: 'git fetch --deepen=\(ChangeRange.deepening)', again until this is gone"
    )
  }
}

extension ChangeRange {
  /// How many more commits a message asks for.
  fileprivate static let deepening = 100
}
