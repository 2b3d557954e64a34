package import struct Git.RepoPath

/// A file that went on under another path.
package struct Rename: Hashable, Sendable {
  /// What says that two paths are one file.
  package enum Evidence: String, CaseIterable, Sendable {
    /// The bytes are the same.
    case sameBlob = "same-blob"
    /// The document gives itself the same id in its front matter.
    case id
    /// The registry lists the old path as a former one.
    case registry
    /// The name is the same and its folder moved, or a document and its folder became one another.
    case folder
    /// At least half of the content was kept, or nearly all of it stands in another file.
    case content
  }

  /// How much may be built on a rename.
  package enum Confidence: String, CaseIterable, Comparable, Sendable {
    /// Worth showing to a person.
    case possible
    /// Nothing speaks against it, but the signs are weak or shared with others.
    case likely
    /// Good enough to change files without asking.
    case sure

    private var rank: Int {
      switch self {
      case .possible: 0
      case .likely: 1
      case .sure: 2
      }
    }

    package static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }
  }

  package let from: RepoPath
  package let to: RepoPath
  package let evidence: Evidence
  /// The share of content that was kept, in percent, as git means and prints it.
  package let similarity: Int
  package let confidence: Confidence

  package init(
    from: RepoPath,
    to: RepoPath,
    evidence: Evidence,
    similarity: Int,
    confidence: Confidence
  ) {
    self.from = from
    self.to = to
    self.evidence = evidence
    self.similarity = similarity
    self.confidence = confidence
  }
}
