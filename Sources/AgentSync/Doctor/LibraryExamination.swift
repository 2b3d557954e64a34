import AgentModel
import Git

/// What the checks of configuration, library and outputs read of HEAD, once for all of them.
struct LibraryExamination {
  let repository: Repository
  /// HEAD; on an unborn branch the index.
  let reader: Result<SnapshotReader, Problem>
  /// Configuration and library of HEAD.
  let model: Result<LibraryModel, Problem>

  init(of repository: Repository, _ work: Work) {
    self.repository = repository
    let reader = Result { () throws(Problem) in
      SnapshotReader(try scan(.head, in: repository), in: repository)
    }
    self.reader = reader
    model = Result { () throws(Problem) in
      try LibraryModel(
        reader: reader.get(),
        location: repository.location,
        store: DocumentStore(),
        work: work
      )
    }
  }

  /// Where outputs stand or would; nil where the library can't be read.
  var outputPaths: [RepoPath]? {
    guard case .success(let model) = model else { return nil }
    return model.orders.map(\.path)
  }
}

extension Result {
  fileprivate init(_ body: () throws(Failure) -> Success) {
    do throws(Failure) {
      self = .success(try body())
    } catch {
      self = .failure(error)
    }
  }
}

/// Names for a message: the first three, and how many more there are.
func listed(_ paths: [RepoPath]) -> String {
  let names = paths.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
  return paths.count > 3 ? "\(names) and \(paths.count - 3) more" : names
}
