package import AgentModel
package import Git
package import PromptFiles

/// What a sync would do to one tree, as data: a row an output, and the files that would change.
package struct Plan: Sendable {
  package let snapshot: Snapshot
  package let facts: Facts
  /// A row an output, sorted by path.
  package let rows: [Row]
  /// What would be written and removed, sorted by path; bookkeeping included.
  package let changes: [FileChange]
  /// What the library and the outputs have wrong, sorted by place.
  package let findings: [Problem]
  /// References in hand edits that follow what they led to, in the order of the outputs.
  package var followed: [ReferenceFixes.Fix] = []

  /// An output bigger than this is neither written nor read.
  package static let maximumOutputSize = 4 << 20

  /// What a plan keeps of configuration and library.
  package struct Facts: Sendable {
    /// The output format's number.
    package let format: Int
    package let agentCount: Int
    /// The folders that the library lies in; empty is the whole tree.
    package let roots: [RepoPath]
    /// Every folder and file that the plan reads or writes as its own, nested ones once, sorted.
    package let places: [RepoPath]
    package let targets: [Target]
    /// Markdown files that are no agents, with the reason.
    package let passedOver: [Library.PassedOver]
  }

  /// How an output stands.
  package enum State: String, CaseIterable, Sendable {
    case inStep = "in-step"
    /// Not there yet, and it would be created.
    case new
    /// Untouched by people, and the source moved on.
    case stale
    /// Hand-edited; up to date, or merged with what the source brings.
    case edited
    /// Hand edit and source disagree.
    case conflict
    /// Deleted by hand, and not yet noted.
    case missing
    /// A file that the tool does not own stands there.
    case foreign
    /// The history that would tell edited from stale is cut off.
    case unknown
    /// Deleted by hand, and it stays away.
    case suppressed
    /// The agent is no longer there.
    case gone
    /// The agent moved, and the output with it.
    case moved
    /// Left as it is: the agent's document can't be read, shares its id, or the output can't be made.
    case kept
  }

  /// One output and what would happen to it.
  package struct Row: Hashable, Sendable {
    package let path: RepoPath
    /// Where the output stands now, when it would move.
    package var formerPath: RepoPath?
    package let agentID: String
    package let target: Target
    package let state: State
    /// Whether the output's own file would change (not bookkeeping alone).
    package let isChanging: Bool
    /// What stands in the way, or what is to be said of it.
    package var problem: Problem?
    /// A hand edit that this plan keeps for the first time.
    package var takenUpEdit: TakenUpEdit?
    /// Where hand edit and source disagree; nil where they don't, and in a plan that was remembered.
    package var conflict: Conflict?
    /// Who settled a disagreement that this plan writes the end of; nil where there was none.
    package var settledBy: Settled.Origin?
  }

  /// A hand edit and a source that want something else of an output.
  package struct Conflict: Hashable, Sendable {
    package let sides: ConflictSides
    /// The agent's document; nil where it is gone.
    package let source: RepoPath?
  }

  /// The lines of a hand edit that a plan takes up.
  package struct TakenUpEdit: Hashable, Sendable {
    /// A commit, as people know it.
    package struct Origin: Hashable, Sendable {
      package let commitID: ObjectID
      package let subject: String
    }

    /// Lines that stand in the output and not in the text it was made from.
    package let added: Int
    package let removed: Int
    /// 1-based, the first line of the output that differs.
    package let firstLine: Int
    /// The commit that holds every added line as generated text; nil where none is known.
    package let origin: Origin?
  }

  /// Whether the plan changes any file but registry and pristine ones: outputs, configuration, sources.
  package var changesOutputs: Bool {
    changes.contains { $0.role != .pristine && $0.role != .registry }
  }

  /// Whether there is nothing to do at all.
  package var isEmpty: Bool { changes.isEmpty }
}
