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
  /// Whether git was asked and accepts the owner, although libgit2 does not.
  let isOwnerTrusted: Bool

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
    return variables
  }
}
