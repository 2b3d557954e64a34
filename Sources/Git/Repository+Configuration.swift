import Clibgit2

extension Repository {
  /// The configuration that git would use here; read once.
  ///
  /// libgit2 knows nothing of `git -c`, of the variables that name other files, of
  /// `config.worktree`, nor of includes by remote. Where one of these is in play, git lists it.
  ///
  /// - Throws: `.generic` when a file cannot be read, with git's own words.
  package var configuration: Configuration {
    get throws(GitError) {
      if let knownConfiguration { return knownConfiguration }
      let configuration = try readConfiguration()
      knownConfiguration = configuration
      return configuration
    }
  }

  /// The text of a key: `user.name`; nil when there is none.
  package func string(for key: String) throws(GitError) -> String? {
    try configuration.string(for: key)
  }

  /// Whether a key is true; nil when there is none.
  ///
  /// - Throws: `.generic` for a value that is neither true nor false.
  package func boolean(for key: String) throws(GitError) -> Bool? {
    try configuration.boolean(for: key)
  }

  /// The number of a key; nil when there is none.
  ///
  /// - Throws: `.generic` for a value that is no number.
  package func integer(for key: String) throws(GitError) -> Int? {
    try configuration.integer(for: key)
  }

  /// Whether objects may be missing here that a remote promises to have.
  package var isPartialClone: Bool {
    get throws(GitError) {
      let configuration = try configuration
      return configuration.string(for: "extensions.partialclone") != nil
        || configuration.keys.contains { $0.hasPrefix("remote.") && $0.hasSuffix(".promisor") }
    }
  }

  private func readConfiguration() throws(GitError) -> Configuration {
    guard !hasConfigurationInEnvironment else { return try configurationOfGit() }
    let configuration = try configurationOfLibgit2()
    return try needsGit(configuration) ? configurationOfGit() : configuration
  }

  private var hasConfigurationInEnvironment: Bool {
    let names = [
      "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_CONFIG_GLOBAL",
      "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
    ]
    return names.contains { location.environment[$0] != nil }
  }

  private func needsGit(_ configuration: Configuration) throws(GitError) -> Bool {
    if try configuration.boolean(for: "extensions.worktreeconfig") == true { return true }
    return configuration.keys.contains { $0.hasPrefix("includeif.hasconfig:") }
  }

  private func configurationOfLibgit2() throws(GitError) -> Configuration {
    let snapshot = try withRaw { repository throws(GitError) -> Handle in
      try Handle("git_repository_config_snapshot", freeing: git_config_free) {
        git_repository_config_snapshot(&$0, repository)
      }
    }
    let iterator = try snapshot.lend { snapshot throws(GitError) -> Handle in
      try Handle("git_config_iterator_new", freeing: git_config_iterator_free) {
        git_config_iterator_new(&$0, snapshot)
      }
    }
    return try iterator.lend { iterator throws(GitError) -> Configuration in
      var configuration = Configuration()
      while true {
        var entry: UnsafeMutablePointer<git_config_entry>?
        let result = git_config_next(&entry, iterator)
        if result == GIT_ITEROVER.rawValue { return configuration }
        try check("git_config_next", result)
        if let entry = entry?.pointee, let name = entry.name {
          configuration.add(entry.value.map { String(cString: $0) }, for: String(cString: name))
        }
      }
    }
  }

  private func configurationOfGit() throws(GitError) -> Configuration {
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
