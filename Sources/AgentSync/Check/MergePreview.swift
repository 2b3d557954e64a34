package import AgentModel
package import Git

/// What merging a head into a base would do.
package enum MergePreview: Sendable {
  /// The head has all that the base has: its tree is what merging brings.
  case fastForward
  /// Nobody knows what the two have in common.
  case unknown(Problem)
  /// They are merged, with these places left to a person; sorted by path, none where it merges clean.
  case merged([Clash])

  /// A file that merging would leave to a person.
  package struct Clash: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
      /// Both sides changed the same lines.
      case lines
      /// One side took the file away, and the other changed it.
      case removedAndChanged
      /// Both sides added the file, with other texts, or one added what the other moved there.
      case addedTwice
      /// One side moved the file, and the other took it away.
      case movedAndRemoved
      /// Both sides moved the file, to other places.
      case movedApart
      /// A folder on one side and a file on the other, a link, or bytes that are no text.
      case notMergeable
      /// A hand edit of the output, and what the merged source generates, want something else.
      case handEdit(agentID: String)
    }

    package let path: RepoPath
    /// 1-based line in the file as the base has it; nil where the whole file is meant.
    package let line: Int?
    package let reason: Reason
  }
}

extension MergePreview {
  /// Merges in memory and plans a sync of the result.
  ///
  /// - Parameters:
  ///   - range: The change, and what it is to be merged into.
  ///   - heirs: Where files of the start are at the head, where they moved.
  ///   - known: The outputs that clash at the head already; they are no news.
  ///   - repository: Where all are.
  ///   - work: How much is done at once.
  ///   - store: Documents that are parsed already.
  /// - Throws: `Problem` where a tree or a file can't be read.
  init(
    of range: ChangeRange,
    heirs: [RepoPath: RepoPath],
    knowing known: Set<RepoPath>,
    in repository: Repository,
    work: Work,
    store: DocumentStore
  ) throws(Problem) {
    if let gap = range.gap {
      self = .unknown(gap)
      return
    }
    guard range.start.commitID != range.base.commitID else {
      self = .fastForward
      return
    }
    let baseHeirs = try AgentSync.heirs(from: range.start, to: range.base, in: repository, work)
    let merge = try TreeMerge(range, heirs: heirs, baseHeirs: baseHeirs, in: repository)
    let plan: Plan
    do throws(Problem) {
      let basis = try PlanBasis(merge.snapshot, in: repository, work: work, store: store)
      plan = try AgentSync.plan(basis, options: PlanOptions())
    } catch {
      guard error.isOfTree else { throw error }
      // The merged library can't be read; what git finds is all there is to say.
      self = .merged(merge.clashes)
      return
    }
    let open = Set(merge.clashes.map(\.path))
    let edits = plan.rows.lazy
      .filter { $0.conflict != nil && !known.contains($0.path) && !open.contains($0.path) }
      .map { Clash(path: $0.path, line: nil, reason: .handEdit(agentID: $0.agentID)) }
    self = .merged(
      (merge.clashes + edits).sorted { ($0.path, $0.line ?? 0) < ($1.path, $1.line ?? 0) }
    )
  }

  /// The places that are left to a person.
  package var clashes: [Clash] {
    if case .merged(let clashes) = self { clashes } else { [] }
  }
}
