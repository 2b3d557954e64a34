import AgentModel
import Git
import Rules
import Synchronization

/// The files of a tree that VS Code reads, whoever owns them.
struct CustomizationFiles {
  /// The files and what stands beside them.
  let context: RuleContext
  /// Those that are too big to be read, or lie behind a link that can't be followed.
  let passedOver: [Problem]
  private let tree: ExistingPaths
  private let byPath: [RepoPath: (blob: ObjectID, file: RuleFile)]

  /// Reads the files of a tree; those that another tree has, too, are not taken apart again.
  ///
  /// - Throws: `Problem` where the tree can't be read.
  init(
    _ snapshot: Snapshot,
    in repository: Repository,
    at places: CustomizationPlaces,
    like other: CustomizationFiles? = nil,
    work: Work
  ) throws(Problem) {
    let reader = SnapshotReader(snapshot, in: repository)
    let location = repository.location
    let most = reader.libraryLimits.text
    var byPath: [RepoPath: (blob: ObjectID, file: RuleFile)] = [:]
    var candidates: [Candidate] = []
    let placed = try PlacedFiles(reader, in: places)
    var skills: [RepoPath: RepoPath] = [:]
    for file in placed.files {
      guard let kind = CustomizationKind(file.path, in: places) else { continue }
      if kind == .skill, let folder = file.path.parent { skills[folder] = file.path }
      if let known = other?.byPath[file.path], known.blob == file.blobID, known.file.kind == kind {
        byPath[file.path] = known
      } else {
        candidates.append(Candidate(file: file, kind: kind))
      }
    }
    let budget = TextBudget(most)
    let looks = try parallelMap(
      candidates,
      work,
      makeWorker: { () throws(Problem) in
        SnapshotReader(snapshot, in: try reading("open the repository", location.open))
      },
      transform: { (reader, candidate) throws(Problem) in try candidate.look(reader, budget) }
    )
    var passedOver = placed.hidden
    var total = 0
    for (candidate, look) in zip(candidates, looks) {
      let path = candidate.file.path
      switch look {
      case .tooBig(let size): passedOver.append(.tooBig(path, size))
      case .text(let size, let file):
        total += size
        guard total <= most, let file else { throw .tooMuchText(path, most) }
        byPath[path] = (candidate.file.blobID, file)
      }
    }
    let tree = ExistingPaths(snapshot, at: location)
    self.tree = tree
    self.passedOver = passedOver
    self.byPath = byPath
    context = RuleContext(
      files: byPath.values.map(\.file),
      existence: tree.contains,
      content: tree.content(at:),
      parts: skills.isEmpty ? [:] : Self.parts(of: skills, among: placed.files)
    )
  }

  /// What stands beside the files of skills, in their folders, by the path of the file.
  ///
  /// `skills` are the files by the folder.
  private static func parts(
    of skills: [RepoPath: RepoPath],
    among files: [LibraryFile]
  ) -> [RepoPath: [SkillPart]] {
    var parts: [RepoPath: [SkillPart]] = [:]
    for file in files {
      var folder = file.path.parent
      while let next = folder {
        if let skill = skills[next], skill != file.path, let path = file.path.relative(to: next) {
          let content = TreeContent(file.mode, file.blobID)
          parts[skill, default: []].append(SkillPart(path: path, content: content))
          break
        }
        folder = next.parent
      }
    }
    return parts
  }

  /// The file at a path; nil where VS Code reads none there.
  func file(at path: RepoPath) -> RuleFile? { byPath[path]?.file }

  /// What kept the tree from being asked while rules ran; nil where nothing did.
  var failure: Problem? { tree.failure }
}

/// A file that VS Code would read.
private struct Candidate {
  let file: LibraryFile
  let kind: CustomizationKind

  enum Look {
    case tooBig(Int)
    /// nil where there was too much text already.
    case text(Int, RuleFile?)
  }

  func look(_ reader: SnapshotReader, _ budget: TextBudget) throws(Problem) -> Look {
    let size = try reader.size(of: file.blobID)
    guard size <= Plan.maximumOutputSize else { return .tooBig(size) }
    guard budget.take(size) else { return .text(size, nil) }
    let bytes = try reader.bytes(of: file.blobID)
    return .text(size, RuleFile(path: file.path, kind: kind, bytes: bytes))
  }
}

/// How much text may be read in all, by whichever thread.
private final class TextBudget: Sendable {
  private let most: Int
  private let taken = Atomic<Int>(0)

  init(_ most: Int) { self.most = most }

  /// Whether there is room for so many bytes more.
  func take(_ size: Int) -> Bool {
    taken.wrappingAdd(size, ordering: .relaxed).newValue <= most
  }
}

/// Asks a tree what stands where, for any thread, and remembers what went wrong.
private final class ExistingPaths: Sendable {
  private struct State {
    /// Opened when it is first asked: most files point nowhere.
    var reader: SnapshotReader?
    var known: [RepoPath: Bool] = [:]
    var contents: [RepoPath: TreeContent?] = [:]
    var failure: Problem?
  }

  private let snapshot: Snapshot
  private let location: RepositoryLocation
  private let state = Mutex(State())

  init(_ snapshot: Snapshot, at location: RepositoryLocation) {
    self.snapshot = snapshot
    self.location = location
  }

  var failure: Problem? { state.withLock(\.failure) }

  func contains(_ path: RepoPath) -> Bool {
    state.withLock { state in
      if let answer = state.known[path] { return answer }
      let answer = ask(&state) { reader throws(Problem) in try reader.item(at: path) } != nil
      state.known[path] = answer
      return answer
    }
  }

  /// What is at a path once links are followed; nil where nothing is.
  func content(at path: RepoPath) -> TreeContent? {
    state.withLock { state in
      if let answer = state.contents[path] { return answer }
      let item = ask(&state) { reader throws(Problem) in
        try LinkResolver(reader).item(at: path)
      }
      let answer = item.map { TreeContent($0.mode, $0.objectID) }
      state.contents[path] = .some(answer)
      return answer
    }
  }

  private func ask(
    _ state: inout State,
    _ question: (SnapshotReader) throws(Problem) -> TreeItem?
  ) -> TreeItem? {
    do throws(Problem) {
      if let reader = state.reader { return try question(reader) }
      let repository = try reading("open the repository", location.open)
      let reader = SnapshotReader(snapshot, in: repository)
      state.reader = reader
      return try question(reader)
    } catch {
      state.failure = state.failure ?? error
      return nil
    }
  }
}

extension TreeContent {
  fileprivate init(_ mode: FileMode, _ id: ObjectID) {
    self.init(
      name: id.hex,
      isFolder: mode.isTree,
      isExecutable: mode.canonical == .executable
    )
  }
}

extension Problem {
  fileprivate static func tooMuchText(_ path: RepoPath, _ most: Int) -> Problem {
    Problem(
      .tooMuchText,
      at: Place(path),
      "the files that VS Code reads have more than the \(most >> 20) MiB that are read",
      hint: "remove what nobody needs: a model would have to read it, too"
    )
  }

  fileprivate static func tooBig(_ path: RepoPath, _ size: Int) -> Problem {
    Problem(
      .fileTooBig,
      at: Place(path),
      "the file has \(size) bytes, more than the \(Plan.maximumOutputSize) that are read",
      hint: "shorten it: a model reads it whole"
    )
  }
}
