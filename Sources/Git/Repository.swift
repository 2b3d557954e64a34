/// An open repository: all reading and writing of objects, references, index and configuration.
///
/// It is not `Sendable`, as libgit2 asks for: a worker opens its own from the `RepositoryLocation`.
package final class Repository {
  /// Where the repository is, and the environment that it was found in.
  package let location: RepositoryLocation

  let engine: any RepositoryEngine
  let index: IndexReader
  /// git itself, once an object was missing that a remote promises; see `promiseKeeper`.
  var lender: (any RepositoryEngine)?
  /// What converts what libgit2 can't, once it was needed.
  lazy var filters = GitFilters(location)
  /// Trees that were read before; see `readTree`.
  var trees = TreeCache()
  /// The configuration, once it was read; see `configuration`.
  var knownConfiguration: Configuration?

  init(_ engine: any RepositoryEngine, at location: RepositoryLocation, _ index: IndexReader) {
    self.location = location
    self.engine = engine
    self.index = index
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
    try location.git(arguments, input: input, environment: extra)
  }

  /// Runs git as `git` does, but so that it runs nothing which the configuration of the repository names:
  /// no monitor of the file system, no hook, no filter.
  ///
  /// A file that passes a filter is to git then as it stands in the work tree.
  ///
  /// - Throws: `.system` when git cannot be started; what reading the configuration throws.
  package func inertGit(
    _ arguments: [String],
    input: [UInt8]? = nil
  ) throws(GitError) -> GitProcess.Result {
    let variables = location.inertEnvironment(try configuration)
    return try location.git(arguments, input: input, environment: variables)
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
