/// The steps of a run that writes, in their order.
package enum ApplyStep: Int, CaseIterable, Sendable {
  /// The journal says what will be done.
  case journal = 1
  /// Blobs, trees and commits are on the disk; nothing refers to them.
  case objects
  /// `refs/agentsync/backup` holds the texts that will be replaced and are in no commit.
  case backup
  /// The index is locked, and the lock holds the new index.
  case index
  /// The branch is locked, and it has the value that the plan saw.
  case branch
  /// The new files stand beside the old ones.
  case files
  /// The new files are in place, the old ones beside them.
  case place
  /// The index is the new one.
  case stage
  /// The branch is at the new commit.
  case move
  /// The old files are gone, and so is what they left empty.
  case finish
  /// The journal says that all is done and waits to be recorded.
  case close

  /// Whether a run that stops before or in this step can still be taken back.
  func canTurnBack(_ destination: Destination) -> Bool {
    switch destination {
    case .commit: self <= .move
    case .stage: self <= .stage
    case .worktree: self <= .place
    }
  }
}

extension ApplyStep: Comparable {
  package static func < (left: ApplyStep, right: ApplyStep) -> Bool {
    left.rawValue < right.rawValue
  }
}
