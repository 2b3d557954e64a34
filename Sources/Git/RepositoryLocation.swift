package import SystemPackage

/// Where a repository, its work tree and its index are, and the environment it was found in.
///
/// It is what travels between tasks; `open()` makes of it what works.
package struct RepositoryLocation: Hashable, Sendable {
  /// The git directory of this work tree, absolute: `.git`, or `.git/worktrees/x` of a linked one.
  package let gitDirectory: FilePath
  /// The directory that all work trees share, absolute: objects, references, configuration.
  package let commonDirectory: FilePath
  /// The top of the work tree, absolute; nil when the repository is bare.
  package let workTree: FilePath?
  /// The index file, absolute: the one that `GIT_INDEX_FILE` names, else `index` of the git directory.
  package let indexFile: FilePath
  /// The variables that git sees when it is run on this repository.
  package let environment: [String: String]
  /// Whether strangers may have written what is in it: files, history, and its own configuration.
  ///
  /// Runs of git get nothing then that the configuration names, and nothing that stands in for an object;
  /// caches in the git directory are neither believed nor written.
  package let isUntrusted: Bool
  /// What serves the repository, found out when it was discovered.
  let server: Server

  /// Whether `config.worktree` of the git directory counts.
  let hasWorkTreeConfiguration: Bool
  /// Who may use what is written below the git directory.
  package let sharedAccess: SharedAccess

  /// What can open the repository.
  enum Server: Hashable, Sendable {
    case libgit2
    /// libgit2, although it doesn't accept the owner: git was asked, and does.
    case trustedLibgit2
    /// Git itself, because libgit2 can't.
    case git
  }

  /// Whether the index file is another than the repository's own, as in the hook of a partial commit.
  package var hasForeignIndex: Bool { isForeign(indexFile) }

  /// Whether an index file is not the repository's own: one that git made for a single commit.
  package func isForeign(_ index: FilePath) -> Bool { index != gitDirectory.appending("index") }

  /// The index that a running `git commit -- PATH` puts in place at its end; nil outside of its hooks.
  ///
  /// Such a commit is made from `next-index-<pid>.lock`, which the hook is handed and which goes away. What
  /// becomes the index waits beside it in `index.lock` (`prepare_index` in git's builtin/commit.c).
  package var pendingIndexFile: FilePath? {
    let name = indexFile.lastComponent?.string ?? ""
    guard name.hasPrefix("next-index-"), name.hasSuffix(".lock") else { return nil }
    let lock = indexFile.removingLastComponent().appending("index.lock")
    return fileExists(lock) ? lock : nil
  }

  /// The environment for a run of git that finds exactly this repository, from any folder.
  var gitEnvironment: [String: String] {
    var variables = environment
    variables["GIT_DIR"] = String(validating: gitDirectory)
    variables["GIT_WORK_TREE"] = workTree.flatMap { String(validating: $0) }
    // What was relative to some folder means nothing in the one where git is run.
    if environment["GIT_INDEX_FILE"] != nil { variables["GIT_INDEX_FILE"] = indexFile.string }
    if environment["GIT_COMMON_DIR"] != nil { variables["GIT_COMMON_DIR"] = commonDirectory.string }
    variables["GIT_PREFIX"] = nil
    // Our own calls run none of our hooks.
    variables["AGENTSYNC_HOOKS"] = "off"
    // What reads must not write: no refreshed index, and in a partial clone no fetch on its own.
    variables["GIT_OPTIONAL_LOCKS"] = variables["GIT_OPTIONAL_LOCKS"] ?? "0"
    variables["GIT_NO_LAZY_FETCH"] = variables["GIT_NO_LAZY_FETCH"] ?? "1"
    return isUntrusted ? variables.merging(inertEnvironment(nil)) { _, new in new } : variables
  }
}

extension RepositoryLocation {
  /// Runs git on this very repository, work tree and index, wherever the process stands.
  func git(
    _ arguments: [String],
    input: [UInt8]? = nil,
    environment extra: [String: String] = [:]
  ) throws(GitError) -> GitProcess.Result {
    try runGit(
      arguments,
      in: workTree ?? gitDirectory,
      input: input,
      environment: gitEnvironment.merging(extra) { _, new in new }
    )
  }

  /// The configuration as git lists it.
  ///
  /// - Throws: `.generic` with git's own words.
  func configurationOfGit() throws(GitError) -> Configuration {
    let answer = try git(["config", "-z", "--list"])
    guard answer.status == 0 else {
      throw GitError(code: .generic, message: answer.complaint, function: "git config")
    }
    var configuration = Configuration()
    for entry in answer.output.split(separator: 0) {
      let parts = entry.split(
        separator: UInt8(ascii: "\n"),
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      let value = parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : nil
      configuration.add(value, for: String(decoding: parts[0], as: UTF8.self))
    }
    return configuration
  }
}
