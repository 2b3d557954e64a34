package import Git

/// What became of a file or folder that is not at its path any more.
package struct Whereabouts: Hashable, Sendable {
  /// One move on the way.
  package struct Step: Hashable, Sendable {
    /// The commit that made it; nil where it is not committed yet, or took more than one commit.
    package let commitID: ObjectID?
    package let rename: Rename

    /// The same move, where something speaks against it.
    var doubted: Step {
      Step(
        commitID: commitID,
        rename: Rename(
          from: rename.from,
          to: rename.to,
          evidence: rename.evidence,
          similarity: rename.similarity,
          confidence: .possible
        )
      )
    }
  }

  /// The path that was asked for.
  package let path: RepoPath
  /// The moves, oldest first; empty where none is known.
  package let steps: [Step]
  /// The commit that took it away last; nil where no commit did.
  package let lostIn: ObjectID?
  /// Where it is now; nil where it is gone, or never was.
  package let now: RepoPath?
  /// Other places that another line of the history moved it to, and that are there too.
  package var rivals: [RepoPath] = []

  /// How sure the answer is: as sure as its weakest step.
  package var confidence: Rename.Confidence {
    steps.map(\.rename.confidence).min() ?? .sure
  }

  /// How the weakest step was found.
  package var evidence: Rename.Evidence? {
    steps.min { $0.rename.confidence < $1.rename.confidence }?.rename.evidence
  }
}
