import AgentModel
import Git
import Rules

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
  init(_ reader: SnapshotReader, like other: CustomizationFiles? = nil) throws(Problem) {
    var byPath: [RepoPath: (blob: ObjectID, file: RuleFile)] = [:]
    let placed = try PlacedFiles(reader)
    var passedOver = placed.hidden
    var total = 0
    let most = reader.libraryLimits.text
    for file in placed.files {
      guard let kind = CustomizationKind(file.path) else { continue }
      if let known = other?.byPath[file.path], known.blob == file.blobID {
        byPath[file.path] = known
        continue
      }
      let size = try reader.size(of: file.blobID)
      guard size <= Plan.maximumOutputSize else {
        passedOver.append(.tooBig(file.path, size))
        continue
      }
      total += size
      guard total <= most else { throw .tooMuchText(file.path, most) }
      let bytes = try reader.bytes(of: file.blobID)
      byPath[file.path] = (file.blobID, RuleFile(path: file.path, kind: kind, bytes: bytes))
    }
    let tree = ExistingPaths(reader)
    self.tree = tree
    self.passedOver = passedOver
    self.byPath = byPath
    context = RuleContext(files: byPath.values.map(\.file), existence: tree.contains)
  }

  /// The file at a path; nil where VS Code reads none there.
  func file(at path: RepoPath) -> RuleFile? { byPath[path]?.file }

  /// What kept the tree from being asked while rules ran; nil where nothing did.
  var failure: Problem? { tree.failure }
}

/// Asks a tree what stands where, and remembers what went wrong.
private final class ExistingPaths {
  private let reader: SnapshotReader
  private var known: [RepoPath: Bool] = [:]
  private(set) var failure: Problem?

  init(_ reader: SnapshotReader) {
    self.reader = reader
  }

  func contains(_ path: RepoPath) -> Bool {
    if let answer = known[path] { return answer }
    var answer = false
    do throws(Problem) {
      answer = try reader.item(at: path) != nil
    } catch {
      failure = failure ?? error
    }
    known[path] = answer
    return answer
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
