import Clibgit2
package import SystemPackage

extension RepositoryLocation {
  /// Finds the repository that git would work on in a folder with these variables set.
  ///
  /// `GIT_DIR`, `GIT_WORK_TREE`, `GIT_INDEX_FILE`, `GIT_CEILING_DIRECTORIES` and
  /// `GIT_DISCOVERY_ACROSS_FILESYSTEM` are honoured as git does.
  ///
  /// - Parameters:
  ///   - folder: Where to begin; relative to the current folder of the process.
  ///   - environment: All variables that git would see.
  /// - Returns: Absolute paths, symbolic links resolved.
  /// - Throws: `.notFound` when there is no repository, `.owner` when git refuses its owner,
  ///   `.unsupported` when libgit2 cannot serve it.
  package static func discover(
    from folder: FilePath,
    environment: [String: String]
  ) throws(GitError) -> RepositoryLocation {
    let folder = try absolute(folder)
    var search = Search(folder: folder, environment: environment)
    let found = try search.open()
    let facts = Facts(of: found)
    let workTree = try search.workTree(of: facts)
    if workTree == nil, search.explicit == nil, !search.isTrusted {
      // safe.bareRepository may forbid to use a bare repository that was merely come upon.
      let directory = facts.gitDirectory.string
      try search.askGit("git rev-parse", hint: "name it: git --git-dir='\(directory)' agentsync …")
    }
    if let asked = environment["GIT_COMMON_DIR"], !asked.isEmpty,
      try absolute(folder.pushing(FilePath(asked))) != facts.commonDirectory
    {
      throw GitError(
        code: .unsupported,
        message: "GIT_COMMON_DIR is set to '\(asked)', which is not the repository's own",
        function: "discover",
        hint: "unset GIT_COMMON_DIR; the git directory's file 'commondir' says where it is"
      )
    }
    return RepositoryLocation(
      gitDirectory: facts.gitDirectory,
      commonDirectory: facts.commonDirectory,
      workTree: workTree,
      indexFile: search.indexFile(gitDirectory: facts.gitDirectory, workTree: workTree),
      environment: environment,
      isOwnerTrusted: search.isTrusted
    )
  }

  /// Opens the repository, with work tree, objects and index as the environment says.
  ///
  /// - Throws: What `discover` throws.
  package func open() throws(GitError) -> Repository {
    let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    let handle: Handle
    do throws(GitError) {
      handle = try Libgit2.open(
        gitDirectory,
        flags: flags,
        ceilings: nil,
        trusted: isOwnerTrusted
      )
    } catch {
      throw error.explained
    }
    try handle.lend { repository throws(GitError) in
      try applyWorkTree(to: repository)
      try applyObjectDirectories(to: repository)
    }
    return try Repository(location: self, handle: handle)
  }

  private func applyWorkTree(to repository: OpaquePointer) throws(GitError) {
    guard let workTree else { return }
    if let known = git_repository_workdir(repository), FilePath(platformString: known) == workTree {
      return
    }
    let result = workTree.withPlatformString { git_repository_set_workdir(repository, $0, 0) }
    try check("git_repository_set_workdir", result)
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

/// The way from a folder and the environment to a git directory.
private struct Search {
  let folder: FilePath
  let environment: [String: String]
  /// What `GIT_DIR` says, made absolute.
  let explicit: FilePath?
  private(set) var isTrusted = false

  init(folder: FilePath, environment: [String: String]) {
    self.folder = folder
    self.environment = environment
    explicit = environment["GIT_DIR"].flatMap { $0.isEmpty ? nil : folder.pushing(FilePath($0)) }
  }

  mutating func open() throws(GitError) -> Handle {
    do throws(GitError) {
      return try attempt()
    } catch {
      // libgit2 1.5 tells a foreign owner in two ways; the second is a mistake of its own.
      let isMistaken = error.code == .notFound && error.message.contains("'safe.directory'")
      guard error.code == .owner || isMistaken else { throw error.explained }
      try askGit(error.function, hint: "see: git help config, on safe.directory")
      isTrusted = true
    }
    do throws(GitError) {
      return try attempt()
    } catch {
      throw error.explained
    }
  }

  private func attempt() throws(GitError) -> Handle {
    var flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    if explicit == nil {
      let crosses = environment["GIT_DISCOVERY_ACROSS_FILESYSTEM"].map(isTrue) ?? false
      flags = crosses ? GIT_REPOSITORY_OPEN_CROSS_FS.rawValue : 0
    }
    return try Libgit2.open(
      explicit ?? folder,
      flags: flags,
      ceilings: environment["GIT_CEILING_DIRECTORIES"],
      trusted: isTrusted
    )
  }

  /// Lets git judge what libgit2 cannot.
  ///
  /// - Throws: `.owner` with git's own words.
  func askGit(_ function: String, hint: String) throws(GitError) {
    let answer = try runGit(
      ["rev-parse", "--git-dir"],
      in: folder,
      input: nil,
      environment: environment
    )
    guard answer.status != 0 else { return }
    // git's advice names the folder that it wants to be told of, which need not be this one.
    let lines = String(decoding: answer.errorOutput, as: UTF8.self).split(separator: "\n")
    let advice = lines.first { $0.contains("git config --global --add safe.directory") }
    throw GitError(
      code: .owner,
      message: answer.complaint,
      function: function,
      hint: advice.map { "trust it with: \($0.drop(while: \.isWhitespace))" } ?? hint
    )
  }

  func workTree(of facts: Facts) throws(GitError) -> FilePath? {
    if let asked = environment["GIT_WORK_TREE"], !asked.isEmpty {
      return try absolute(folder.pushing(FilePath(asked)))
    }
    if facts.hasWorkTreeConfiguration { return try workTreeAccordingToGit() }
    guard !facts.isBare else { return nil }
    guard explicit != nil, !facts.namesWorkTree else { return facts.workTree }
    if environment["GIT_IMPLICIT_WORK_TREE"].map(isTrue) == false { return nil }
    // A hook of `git push` runs inside the git directory, which is nobody's work tree.
    if folder.starts(with: facts.gitDirectory) { return facts.workTree }
    // With GIT_DIR alone, git takes the current folder for the top.
    return folder
  }

  // libgit2 does not read config.worktree, where core.bare and core.worktree may stand.
  private func workTreeAccordingToGit() throws(GitError) -> FilePath? {
    let answer = try runGit(
      ["rev-parse", "--is-bare-repository", "--is-inside-git-dir", "--show-toplevel"],
      in: folder,
      input: nil,
      environment: environment
    )
    let lines = answer.text.split(separator: "\n", maxSplits: 2)
    guard answer.status == 0, lines.count == 3 else { return nil }
    return FilePath(String(lines[2]))
  }

  func indexFile(gitDirectory: FilePath, workTree: FilePath?) -> FilePath {
    guard let asked = environment["GIT_INDEX_FILE"], !asked.isEmpty else {
      return gitDirectory.appending("index")
    }
    // git changes to the top of the work tree first, if it stands inside.
    let start: FilePath
    if let workTree {
      start = folder.starts(with: workTree) ? workTree : folder
    } else {
      start = explicit == nil ? gitDirectory : folder
    }
    return start.pushing(FilePath(asked)).lexicallyNormalized()
  }
}

/// What libgit2 knows of an opened repository, copied.
private struct Facts {
  let gitDirectory: FilePath
  let commonDirectory: FilePath
  let workTree: FilePath?
  let isBare: Bool
  /// Whether the configuration names the work tree.
  let namesWorkTree: Bool
  let hasWorkTreeConfiguration: Bool

  init(of handle: borrowing Handle) {
    var paths: [FilePath?] = []
    var bare = false
    var flags: [Bool] = []
    handle.lend { repository in
      for path in [
        git_repository_path(repository), git_repository_commondir(repository),
        git_repository_workdir(repository),
      ] {
        paths.append(path.map { FilePath(platformString: $0) })
      }
      bare = git_repository_is_bare(repository) == 1
      flags = Facts.flags(of: repository)
    }
    gitDirectory = paths[0] ?? ""
    commonDirectory = paths[1] ?? gitDirectory
    workTree = paths[2]
    isBare = bare
    namesWorkTree = flags[0]
    hasWorkTreeConfiguration = flags[1]
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

private func absolute(_ path: FilePath) throws(GitError) -> FilePath {
  guard let resolved = path.withPlatformString({ realPath($0) }) else {
    throw GitError(
      code: .notFound,
      message: "cannot find the folder '\(path.string)'",
      function: "realpath"
    )
  }
  return resolved
}

/// The words that git takes for true in a variable of the environment.
private func isTrue(_ text: String) -> Bool {
  ["true", "yes", "on"].contains(text.lowercased()) || (Int(text) ?? 0) != 0
}
