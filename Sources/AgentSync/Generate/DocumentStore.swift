package import AgentModel
package import Git
import Synchronization

/// The parsed documents of one run, by blob, shared by its workers.
///
/// Two trees of one history share most of their documents; each is parsed once. A document's problems
/// name its path, so that one blob at two paths is two documents.
package final class DocumentStore: Sendable {
  private struct Key: Hashable {
    let path: RepoPath
    let blobID: ObjectID
  }

  private let documents = Mutex<[Key: Result<Document, Problem>]>([:])
  private let digests = Mutex<[Key: Result<DocumentDigest, Problem>]>([:])

  package init() {}

  /// The document of a blob at a path, parsed now if it has not been.
  package func document(
    at path: RepoPath,
    blob blobID: ObjectID,
    from reader: SnapshotReader
  ) -> Result<Document, Problem> {
    let key = Key(path: path, blobID: blobID)
    if let known = documents.withLock({ $0[key] }) { return known }
    let parsed = DocumentStore.read(path, blob: blobID, from: reader)
    documents.withLock { $0[key] = parsed }
    return parsed
  }

  /// What references need to know of a document; one that is parsed only for this is not kept.
  func digest(
    at path: RepoPath,
    blob blobID: ObjectID,
    from reader: SnapshotReader
  ) -> Result<DocumentDigest, Problem> {
    let key = Key(path: path, blobID: blobID)
    if let known = digests.withLock({ $0[key] }) { return known }
    let document =
      documents.withLock { $0[key] } ?? DocumentStore.read(path, blob: blobID, from: reader)
    let digest = document.map { DocumentDigest($0) }
    digests.withLock { $0[key] = digest }
    return digest
  }

  /// The document of a blob, parsed and not kept.
  static func read(
    _ path: RepoPath,
    blob blobID: ObjectID,
    from reader: SnapshotReader
  ) -> Result<Document, Problem> {
    do throws(Problem) {
      // The header tells the size: what is too big is never loaded.
      let size = try reader.size(of: blobID)
      guard size <= Document.maximumSize else { throw .fileTooBig(path, size) }
      return .success(try Document(parsing: reader.bytes(of: blobID), at: path))
    } catch {
      return .failure(error)
    }
  }
}

extension Problem {
  fileprivate static func fileTooBig(_ path: RepoPath, _ size: Int) -> Problem {
    Problem(
      .fileTooBig,
      at: Place(path),
      size == .max
        ? "'\(path)' is bigger than the \(Document.maximumSize) bytes a source may have"
        : "'\(path)' has \(size) bytes, more than the \(Document.maximumSize) a source may have",
      hint: "split it into parts, or exclude it in .agentsync.yml"
    )
  }
}
