package import AgentModel
package import Git

/// A tree as the model asks it, which writes down what it was asked.
///
/// What an output rests on beyond its own document is known only after it was made: the answers given
/// here, “nothing there” included.
package final class RecordingTree: TreeView {
  let reader: SnapshotReader
  private let store: DocumentStore
  /// What was asked for, with the answer.
  package private(set) var reads: [RepoPath: TreeItem?] = [:]
  /// The files whose text was asked for, and not only whether they are there.
  package private(set) var documents: Set<RepoPath> = []
  /// The first failure to read the repository itself; it ends the run.
  package private(set) var failure: Problem?

  package init(_ reader: SnapshotReader, store: DocumentStore) {
    self.reader = reader
    self.store = store
  }

  package func entry(at path: RepoPath) -> TreeItem? {
    if let known = reads[path] { return known }
    do throws(Problem) {
      let item = try reader.item(at: path)
      // A folder's id changes with all that lies in it, but nothing here depends on more than that it
      // is a folder.
      let answer = item?.mode == .tree ? TreeItem(mode: .tree, objectID: .zero) : item
      reads[path] = .some(answer)
      return answer
    } catch {
      failure = failure ?? error
      return nil
    }
  }

  package func document(at path: RepoPath) -> Document? {
    guard let item = entry(at: path), item.mode.isPlainFile else { return nil }
    documents.insert(path)
    switch store.document(at: path, blob: item.objectID, from: reader) {
    case .success(let document): return document
    case .failure(let problem):
      if problem.code == .missingObject || problem.code == .ioFailure {
        failure = failure ?? problem
      }
      return nil
    }
  }
}
