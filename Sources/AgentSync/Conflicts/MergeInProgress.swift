import AgentModel
import Git

/// What git is in the middle of: a merge of some kind, with the commit whose change is being brought in.
struct MergeInProgress {
  let kind: RepositoryState
  /// HEAD: stage 2 of what is unmerged.
  let oursID: ObjectID
  /// Stage 3.
  let theirsID: ObjectID
  /// Where the two parted as git sees it: stage 1; nil where git made it up of several.
  let baseID: ObjectID?

  /// Looks for a merge, cherry-pick, revert or rebase that has stopped; nil where there is none.
  ///
  /// - Throws: `apply.repository-busy` for something else, and for a merge of more than two.
  init?(_ repository: Repository) throws(Problem) {
    let state = try reading("read the repository's state") { () throws(GitError) in
      try repository.state()
    }
    guard state != .none else { return nil }
    let found = try reading("read what is being merged") {
      () throws(GitError) -> (ours: ObjectID?, theirs: ObjectID, base: ObjectID?)? in
      let head = try repository.head().commitID
      func parent(_ id: ObjectID) throws(GitError) -> ObjectID? {
        try repository.readCommit(id).parentIDs.first
      }
      switch state {
      case .merge:
        let heads = try repository.mergeHeads
        guard let head, heads.count == 1 else { return nil }
        let bases = try repository.mergeBases(head, heads[0])
        return (head, heads[0], bases.count == 1 ? bases[0] : nil)
      case .cherryPick, .rebase:
        let name = state == .rebase ? "REBASE_HEAD" : "CHERRY_PICK_HEAD"
        guard let picked = try repository.reference(named: name) else { return nil }
        return (head, picked, try parent(picked))
      case .revert:
        guard let reverted = try repository.reference(named: "REVERT_HEAD"),
          let before = try parent(reverted)
        else { return nil }
        return (head, before, reverted)
      case .am, .bisect, .none: return nil
      }
    }
    guard let found, let ours = found.ours else { throw .busy(state) }
    (kind, oursID, theirsID, baseID) = (state, ours, found.theirs, found.base)
  }

  /// The commit that a stage's version comes from.
  func commit(ofStage stage: Int) -> ObjectID? {
    switch stage {
    case 1: baseID
    case 2: oursID
    default: theirsID
    }
  }
}
