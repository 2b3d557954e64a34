import Glibc
import SystemPackage

/// Reads the index of one repository, also where git keeps it in another form than one plain file.
final class IndexReader {
  let location: RepositoryLocation
  /// An index that git has put into one plain file, and the file that this was.
  private var joined: (old: IndexFile, plain: IndexFile)?

  init(_ location: RepositoryLocation) {
    self.location = location
  }

  /// The entries of all files of one name, wherever they are.
  func entries(named name: String) throws(GitError) -> [IndexEntry] {
    try scan(location.indexFile, IndexSelection(filesNamed: name), PathFilter([])).entries
  }

  /// What a selection takes out of an index file as it is now.
  func scan(
    _ path: FilePath,
    _ selection: IndexSelection,
    _ filter: PathFilter
  ) throws(GitError) -> IndexScan {
    guard let file = try IndexFile.open(path) else {
      return try IndexScan(of: nil, selection, filter)
    }
    return try plainly(file) { file throws(GitError) in
      try IndexScan(of: file, selection, filter)
    }
  }

  /// Reads an index file; where that can't be done, what git makes of it.
  ///
  /// - Parameters:
  ///   - file: The index.
  ///   - body: Reads it, and throws `.unsupported` where it is in a form for git alone.
  /// - Returns: What `body` does.
  /// - Throws: What `body` throws; `.unsupported` where git can't read the index either, `.system`.
  func plainly<Result>(
    _ file: IndexFile,
    _ body: (IndexFile) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    if let joined, joined.old.isSame(as: file) { return try body(joined.plain) }
    do throws(GitError) {
      return try body(file)
    } catch {
      guard error.code == .unsupported else { throw error }
      let plain = try join(file)
      joined = (file, plain)
      return try body(plain)
    }
  }

  /// Lets git write a split or sparse index as one file with all entries, beside the repository.
  ///
  /// That takes git the time of reading and writing the index once, and only in such repositories.
  private func join(_ file: IndexFile) throws(GitError) -> IndexFile {
    let folder = try TemporaryFolder(at: location)
    let copy = folder.path.appending("index")
    let raw = copy.withPlatformString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    guard raw >= 0 else { throw systemError("cannot write '\(copy)'", errno, function: "open") }
    let output = Descriptor(raw)
    try file.copy(to: output, copy.string)
    // A file that may have changed since the index was written gets a size of 0 when git writes the
    // index anew, and git would look into the file to know. From an index of a far future it takes
    // all as it stands; the entries are held against the age of the true one here.
    let future = timespec(tv_sec: Int(Int32.max), tv_nsec: 0)
    var times = [future, future]
    guard futimens(output.raw, &times) == 0 else {
      throw systemError("cannot write '\(copy)'", errno, function: "futimens")
    }
    try output.closeChecked(copy.string)
    let settings = [
      ("core.splitIndex", "false"), ("index.sparse", "false"), ("core.untrackedCache", "false"),
      ("feature.manyFiles", "false"), ("index.threads", "1"),
    ]
    var variables = location.inertEnvironment(
      try location.configurationOfGit(),
      adding: settings
    )
    variables["GIT_INDEX_FILE"] = copy.string
    let words = ["update-index", "--no-split-index", "--force-write-index"]
    let answer = try location.git(words, environment: variables)
    guard answer.status == 0 else {
      throw GitError(
        code: .unsupported,
        message: "git cannot read the index: \(answer.complaint)",
        function: "git update-index",
        hint: "see what git says to: git status"
      )
    }
    return try file.replaced(by: copy)
  }
}
