/// A hand edit and a source that want something else of one output.
package struct ConflictSides: Hashable, Sendable {
  /// What it is, by who has a text.
  package enum Kind: Hashable, Sendable {
    /// Both changed the text.
    case text
    /// Deleted by hand, and the source moved on.
    case deletedByHand
    /// Edited by hand, and the agent is gone.
    case goneAgent
  }

  /// The generated text that the output was made from.
  package let base: OutputText
  /// What a person left; nil where they deleted it.
  package let ours: OutputText?
  /// What is generated now; nil where the agent is gone.
  package let theirs: OutputText?
  /// What the three texts make; nil where a side has none.
  package let merged: MergedText?

  package init(base: OutputText, ours: OutputText?, theirs: OutputText?) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
    if let ours, let theirs {
      merged = DocumentMerge.merge(
        base: base.content,
        ours: ours.content,
        theirs: theirs.content
      )
    } else {
      merged = nil
    }
  }

  package var kind: Kind {
    if ours == nil { return .deletedByHand }
    return theirs == nil ? .goneAgent : .text
  }
}
