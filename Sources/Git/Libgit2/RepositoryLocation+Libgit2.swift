import Clibgit2
import SystemPackage

extension RepositoryLocation {
  /// Opens the repository with libgit2, with work tree and objects as the environment says.
  func openLibgit2(_ index: IndexReader) throws(GitError) -> Libgit2Engine {
    let handle: Handle
    do throws(GitError) {
      handle = try Libgit2.open(
        gitDirectory,
        .exactly,
        ceilings: nil,
        trusted: server == .trustedLibgit2
      )
    } catch {
      throw error.explained
    }
    try handle.lend { repository throws(GitError) in
      try applyWorkTree(to: repository)
      if hasWorkTreeConfiguration { try applyWorkTreeConfiguration(to: repository) }
      try applyObjectDirectories(to: repository)
    }
    return try Libgit2Engine(self, index, handle: handle)
  }

  private func applyWorkTree(to repository: OpaquePointer) throws(GitError) {
    guard let workTree else { return }
    if let known = git_repository_workdir(repository), FilePath(platformString: known) == workTree {
      return
    }
    let result = workTree.withPlatformString { git_repository_set_workdir(repository, $0, 0) }
    try check("git_repository_set_workdir", result)
  }

  // libgit2 1.5 does not know this file, but takes any as one more level of the configuration.
  private func applyWorkTreeConfiguration(to repository: OpaquePointer) throws(GitError) {
    let configuration = try Handle("git_repository_config", freeing: git_config_free) {
      git_repository_config(&$0, repository)
    }
    try configuration.lend { configuration throws(GitError) -> Void in
      let result = gitDirectory.appending("config.worktree").withPlatformString {
        git_config_add_file_ondisk(configuration, $0, GIT_CONFIG_LEVEL_APP, repository, 0)
      }
      try check("git_config_add_file_ondisk", result)
    }
  }

  private func applyObjectDirectories(to repository: OpaquePointer) throws(GitError) {
    let base = workTree ?? gitDirectory
    if let folder = environment["GIT_OBJECT_DIRECTORY"], !folder.isEmpty {
      let path = base.pushing(FilePath(folder)).string
      let database = try Handle("git_odb_open", freeing: git_odb_free) { git_odb_open(&$0, path) }
      try database.lend { database throws(GitError) -> Void in
        try check("git_repository_set_odb", git_repository_set_odb(repository, database))
      }
    }
    let alternates = environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? ""
    guard !alternates.isEmpty else { return }
    guard !alternates.contains("\"") else {
      throw GitError(
        code: .unsupported,
        message: "GIT_ALTERNATE_OBJECT_DIRECTORIES holds a quoted path",
        function: "open",
        hint: "give the folders without quotes, separated by ':'"
      )
    }
    let database = try Handle("git_repository_odb", freeing: git_odb_free) {
      git_repository_odb(&$0, repository)
    }
    for folder in alternates.split(separator: ":") {
      let path = base.pushing(FilePath(String(folder))).string
      try database.lend { database throws(GitError) -> Void in
        try check("git_odb_add_disk_alternate", git_odb_add_disk_alternate(database, path))
      }
    }
  }
}
