import AgentModel
import Git

/// Puts the hand edits of both sides of a merge onto what the merged sources generate.
///
/// Each version of the output is taken for what it was made from plus a hand edit; the hand edits are laid
/// on the one text that is generated now, and those three are merged. So the merge's own lines, which people
/// had to settle in the source already, have no part in it.
struct RebasedEdits {
  let merge: MergeInProgress
  let past: RepositoryPast

  /// What becomes of an output.
  enum Outcome {
    /// The output, or nil where it goes.
    case settled(OutputText?)
    /// Why a person must see to it.
    case left(String)
  }

  /// Merges the versions of one output.
  ///
  /// - Parameters:
  ///   - versions: The texts of the index's stages.
  ///   - path: Where the output stands.
  ///   - generated: What the merged sources generate; nil where the agent is gone.
  /// - Returns: The output, or why a person must see to it.
  /// - Throws: What the history throws that tells what a version was made from.
  func outcome(
    of versions: [Int: OutputText],
    at path: RepoPath,
    over generated: OutputText?
  ) throws(Problem) -> Outcome {
    guard let generated else { return try outcomeOfGone(versions, at: path) }
    var sides: [Int: OutputText] = [:]
    for stage in 1...3 {
      guard let text = versions[stage] else {
        // A side on which there was no agent, or none yet, has nothing to say.
        if stage > 1, try isDeletedByHand(path, stage) {
          return .left("one side deleted it by hand")
        }
        continue
      }
      guard let base = try base(of: text, at: path, stage) else {
        guard stage > 1 else { continue }
        return .left("what its version \(stage) was made from is not known")
      }
      let moved = ConflictSides(base: base, ours: text, theirs: generated)
      guard let content = moved.merged?.text else {
        guard stage > 1 else { continue }
        return .left("the hand edit of \(stage == 2 ? "ours" : "theirs") meets the settled source")
      }
      sides[stage] = OutputText(OutputText.bytes(of: content, in: text.shape))
    }
    let both = ConflictSides(
      base: sides[1] ?? generated,
      ours: sides[2] ?? generated,
      theirs: sides[3] ?? generated
    )
    guard let content = both.merged?.text else {
      return .left("the hand edits of the two sides meet")
    }
    let shape = (versions[2] ?? versions[3])?.shape ?? .generated
    return .settled(OutputText(OutputText.bytes(of: content, in: shape)))
  }

  /// An output whose agent is gone goes too, unless somebody edited it.
  private func outcomeOfGone(
    _ versions: [Int: OutputText],
    at path: RepoPath
  ) throws(Problem) -> Outcome {
    for stage in 2...3 {
      guard let text = versions[stage] else { continue }
      guard try base(of: text, at: path, stage) == text else {
        return .left("its agent is gone, and it was edited by hand")
      }
    }
    return .settled(nil)
  }

  /// The generated text that a version was made from; nil where history does not tell.
  private func base(
    of text: OutputText,
    at path: RepoPath,
    _ stage: Int
  ) throws(Problem) -> OutputText? {
    guard let commit = merge.commit(ofStage: stage) else { return nil }
    let history = RepositoryHistory(past, path: path)
    let point = HistoryPoint.commit(commit)
    // git may have followed a rename, and then the version stands elsewhere in that commit.
    guard try history.output(at: point) == text else { return nil }
    guard case .text(let base) = try BaseFinder(history).base(of: point) else { return nil }
    return base
  }

  private func isDeletedByHand(_ path: RepoPath, _ stage: Int) throws(Problem) -> Bool {
    guard let commit = merge.commit(ofStage: stage) else { return false }
    return try RepositoryHistory(past, path: path).generated(at: .commit(commit)) != nil
  }
}
