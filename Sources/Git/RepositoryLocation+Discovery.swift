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
  ///   - isUntrusted: Whether strangers may have written what is in it.
  /// - Returns: Absolute paths, symbolic links resolved.
  /// - Throws: `.notFound` when there is no repository, `.owner` when git refuses its owner,
  ///   `.unsupported` when neither libgit2 nor the installed git can serve it.
  package static func discover(
    from folder: FilePath,
    environment: [String: String],
    isUntrusted: Bool = false
  ) throws(GitError) -> RepositoryLocation {
    let folder = try absolute(folder)
    let search = Search(folder: folder, environment: environment)
    let (facts, server) = try search.find()
    let workTree = try search.workTree(of: facts)
    if workTree == nil, search.explicit == nil, server == .libgit2 {
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
      isUntrusted: isUntrusted,
      server: server,
      hasWorkTreeConfiguration: facts.hasWorkTreeConfiguration,
      sharedAccess: facts.sharedAccess
    )
  }

  /// Opens the repository, with work tree, objects and index as the environment says.
  ///
  /// - Throws: What `discover` throws.
  package func open() throws(GitError) -> Repository {
    let index = IndexReader(self)
    let engine: any RepositoryEngine =
      server == .git ? PlumbingEngine(self) : try openLibgit2(index)
    return Repository(engine, at: self, index)
  }
}

/// The way from a folder and the environment to a git directory.
private struct Search {
  let folder: FilePath
  let environment: [String: String]
  /// What `GIT_DIR` says, made absolute.
  let explicit: FilePath?

  init(folder: FilePath, environment: [String: String]) {
    self.folder = folder
    self.environment = environment
    explicit = environment["GIT_DIR"].flatMap { $0.isEmpty ? nil : folder.pushing(FilePath($0)) }
  }

  /// Looks with libgit2, and asks git where that refuses.
  func find() throws(GitError) -> (RepositoryFacts, RepositoryLocation.Server) {
    if environment["AGENTSYNC_ENGINE"] == "plumbing" {
      return (try factsOfGit(), .git)
    }
    let refusal: GitError
    do throws(GitError) {
      return (try factsOfLibgit2(trusted: false), .libgit2)
    } catch {
      refusal = error
    }
    if refusal.tellsOwner {
      try askGit(refusal.function, hint: "see: git help config, on safe.directory")
      do throws(GitError) {
        return (try factsOfLibgit2(trusted: true), .trustedLibgit2)
      } catch {
        return (try factsOfGit(insteadOf: error), .git)
      }
    }
    return (try factsOfGit(insteadOf: refusal), .git)
  }

  private func factsOfLibgit2(trusted: Bool) throws(GitError) -> RepositoryFacts {
    let flags: Libgit2.Search
    if explicit != nil {
      flags = .exactly
    } else {
      let crosses = environment["GIT_DISCOVERY_ACROSS_FILESYSTEM"].map(isTrue) ?? false
      flags = crosses ? .acrossFileSystems : .upwards
    }
    let handle = try Libgit2.open(
      explicit ?? folder,
      flags,
      ceilings: environment["GIT_CEILING_DIRECTORIES"],
      trusted: trusted
    )
    return RepositoryFacts(of: handle)
  }

  private func factsOfGit(insteadOf refusal: GitError) throws(GitError) -> RepositoryFacts {
    // Nobody has to be asked whether there is a repository at all.
    guard refusal.code != .notFound else { throw refusal }
    do throws(GitError) {
      return try factsOfGit()
    } catch {
      // libgit2 says what is special about the repository, git only that it is too old for it.
      throw error.code == .owner ? error : refusal.explained
    }
  }

  private func factsOfGit() throws(GitError) -> RepositoryFacts {
    try RepositoryFacts(askingIn: folder, environment: environment)
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
    let text = String(decoding: answer.errorOutput, as: UTF8.self)
    throw GitError(
      code: .owner,
      message: answer.complaint,
      function: function,
      hint: GitError.trustAdvice(text) ?? hint
    )
  }

  func workTree(of facts: RepositoryFacts) throws(GitError) -> FilePath? {
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
