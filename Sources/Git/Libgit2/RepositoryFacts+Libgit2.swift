import Clibgit2
import SystemPackage

extension RepositoryFacts {
  /// What libgit2 knows of an opened repository, copied.
  init(of handle: borrowing Handle) {
    var paths: [FilePath?] = []
    var bare = false
    var flags: [Bool] = []
    var access = SharedAccess.umask
    handle.lend { repository in
      for path in [
        git_repository_path(repository), git_repository_commondir(repository),
        git_repository_workdir(repository),
      ] {
        paths.append(path.map { FilePath(platformString: $0) })
      }
      bare = git_repository_is_bare(repository) == 1
      flags = RepositoryFacts.flags(of: repository)
      access = SharedAccess(RepositoryFacts.sharing(of: repository))
    }
    let gitDirectory = paths[0] ?? ""
    self.init(
      gitDirectory: gitDirectory,
      commonDirectory: paths[1] ?? gitDirectory,
      workTree: paths[2],
      isBare: bare,
      namesWorkTree: flags[0],
      hasWorkTreeConfiguration: flags[1],
      sharedAccess: access
    )
  }

  private static func sharing(of repository: OpaquePointer) -> String? {
    var configuration: OpaquePointer?
    defer { git_error_clear() }
    guard git_repository_config_snapshot(&configuration, repository) == 0 else { return nil }
    defer { git_config_free(configuration) }
    var text: UnsafePointer<CChar>?
    let result = git_config_get_string(&text, configuration, "core.sharedrepository")
    return result == 0 ? text.map { String(cString: $0) } : nil
  }

  private static func flags(of repository: OpaquePointer) -> [Bool] {
    var configuration: OpaquePointer?
    guard git_repository_config_snapshot(&configuration, repository) == 0 else {
      git_error_clear()
      return [false, false]
    }
    defer { git_config_free(configuration) }
    var text: UnsafePointer<CChar>?
    let names = git_config_get_string(&text, configuration, "core.worktree") == 0
    var enabled: Int32 = 0
    let result = git_config_get_bool(&enabled, configuration, "extensions.worktreeconfig")
    git_error_clear()
    return [names, result == 0 && enabled == 1]
  }
}
