import Clibgit2

/// An open repository: all reading and writing of objects, references, index and configuration.
///
/// It is not `Sendable`, as libgit2 asks for: a worker opens its own from the `RepositoryLocation`.
package final class Repository {
  /// Where the repository is, and the environment that it was found in.
  package let location: RepositoryLocation

  private let handle: Handle
  private let database: Handle
  /// The folders that hold objects, found when the first one is read.
  lazy var objectFolders = ObjectFolders(of: location)
  /// The packs, opened when the first object is read.
  var knownPacks: ObjectPacks?
  /// Trees that were read before; see `readTree`.
  var trees = TreeCache()
  /// Whether libgit2 was given an index that holds just files of attributes.
  var hasAttributeIndex = false
  /// The configuration, once it was read; see `configuration`.
  var knownConfiguration: Configuration?

  init(location: RepositoryLocation, handle: consuming Handle) throws(GitError) {
    self.location = location
    database = try handle.lend { repository throws(GitError) -> Handle in
      try Handle("git_repository_odb", freeing: git_odb_free) {
        git_repository_odb(&$0, repository)
      }
    }
    self.handle = handle
  }

  /// Lends libgit2's `git_odb`; the pointer must not leave `body`.
  func withDatabase<Result: ~Copyable>(
    _ body: (OpaquePointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    try database.lend(body)
  }

  /// Lends libgit2's `git_repository`; the pointer must not leave `body`.
  func withRaw<Result: ~Copyable>(
    _ body: (OpaquePointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    try handle.lend(body)
  }

  /// Runs git on this very repository, work tree and index, wherever the process stands.
  ///
  /// Arguments that come from outside need `--end-of-options` or `--` before them.
  ///
  /// - Parameters:
  ///   - arguments: What follows the word `git`.
  ///   - input: The bytes of standard input; nil is `/dev/null`.
  ///   - extra: Variables to set on top of the environment; they win.
  /// - Returns: Exit status and output, whatever the status is.
  /// - Throws: `.system` when git cannot be started.
  package func git(
    _ arguments: [String],
    input: [UInt8]? = nil,
    environment extra: [String: String] = [:]
  ) throws(GitError) -> GitProcess.Result {
    try runGit(
      arguments,
      in: location.workTree ?? location.gitDirectory,
      input: input,
      environment: location.gitEnvironment.merging(extra) { _, new in new }
    )
  }

  /// Runs git on this repository as `git` does, but on the streams of this process.
  ///
  /// - Parameter arguments: What follows the word `git`.
  /// - Returns: The exit status.
  /// - Throws: `.system` when git cannot be started.
  package func attachedGit(_ arguments: [String]) throws(GitError) -> Int32 {
    try runAttachedGit(
      arguments,
      in: location.workTree ?? location.gitDirectory,
      environment: location.gitEnvironment
    )
  }
}
