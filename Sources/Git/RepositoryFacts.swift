import SystemPackage

/// What is told of a repository that was found, before the environment has its say.
struct RepositoryFacts {
  let gitDirectory: FilePath
  let commonDirectory: FilePath
  let workTree: FilePath?
  let isBare: Bool
  /// Whether the configuration names the work tree.
  let namesWorkTree: Bool
  /// Whether `config.worktree` may say something else of the work tree.
  let hasWorkTreeConfiguration: Bool
  let sharedAccess: SharedAccess
}
