package import struct Git.FileMode
package import struct Git.ObjectID
package import struct Git.RepoPath

/// What the model may ask of a tree: what stands at a path, and the bytes of a file.
///
/// The implementation remembers what was asked, so that a later run knows what an answer rests on.
package protocol TreeView {
  /// The entry at `path`, a folder included; nil where there is none.
  func entry(at path: RepoPath) -> TreeItem?
  /// The document at `path`, parsed; nil where there is no plain file or it can't be parsed.
  func document(at path: RepoPath) -> Document?
}

/// An entry of a tree, as the model sees it.
package struct TreeItem: Hashable, Sendable {
  package let mode: FileMode
  package let objectID: ObjectID

  package init(mode: FileMode, objectID: ObjectID) {
    self.mode = mode
    self.objectID = objectID
  }
}
