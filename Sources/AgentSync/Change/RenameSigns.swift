package import AgentModel

package import struct Git.FileMode
package import struct Git.ObjectID
package import struct Git.RepoPath

/// A file of one side of a comparison.
package struct FileVersion: Hashable, Sendable {
  package let path: RepoPath
  package let blobID: ObjectID
  package let mode: FileMode

  package init(path: RepoPath, blobID: ObjectID, mode: FileMode) {
    self.path = path
    self.blobID = blobID
    self.mode = mode
  }
}

/// A file that both sides have, with different content.
package struct ModifiedFile: Hashable, Sendable {
  package let old: FileVersion
  package let new: FileVersion

  package init(old: FileVersion, new: FileVersion) {
    self.old = old
    self.new = new
  }
}

/// What tells files apart beyond their paths and blobs.
package struct RenameSigns {
  /// How much of a file is asked for.
  package enum Depth: Sendable {
    /// The id alone; the content may be left out.
    case id
    case whole
  }

  private let read: ([FileVersion], Depth) throws(Problem) -> [FileContent?]
  /// What the new side's registry says: a document's path to those where it stood before.
  package let formerPaths: [RepoPath: [RepoPath]]
  /// Whether an id in the front matter counts for this path, and folders may be made of it.
  package let isDocument: @Sendable (RepoPath) -> Bool

  /// Makes signs of a reader that takes many files at once, so that it can use several threads.
  package init(
    formerPaths: [RepoPath: [RepoPath]] = [:],
    isDocument: @escaping @Sendable (RepoPath) -> Bool = RenameSigns.isMarkdown,
    contents: @escaping ([FileVersion], Depth) throws(Problem) -> [FileContent?]
  ) {
    read = contents
    self.formerPaths = formerPaths
    self.isDocument = isDocument
  }

  /// Makes signs of a reader of single blobs; nil for one that can't or must not be read.
  package init(
    formerPaths: [RepoPath: [RepoPath]] = [:],
    isDocument: @escaping @Sendable (RepoPath) -> Bool = RenameSigns.isMarkdown,
    bytes: @escaping (ObjectID) throws(Problem) -> [UInt8]?
  ) {
    self.init(formerPaths: formerPaths, isDocument: isDocument) { (files, _) throws(Problem) in
      var contents: [FileContent?] = []
      for file in files {
        let bytes = try bytes(file.blobID)
        contents.append(
          bytes.map { FileContent($0, at: file.path, isDocument: isDocument(file.path)) }
        )
      }
      return contents
    }
  }

  /// Reads files, in their order; nil for one that can't or must not be read.
  package func contents(
    of files: [FileVersion],
    _ depth: Depth
  ) throws(Problem) -> [FileContent?] {
    let contents = try read(files, depth)
    guard contents.count == files.count else { preconditionFailure("BUG: a file was not read") }
    return contents
  }

  /// Whether the name ends as Markdown files do.
  package static let isMarkdown: @Sendable (RepoPath) -> Bool = { path in
    path.bytes.suffix(3).elementsEqual(".md".utf8)
  }
}
