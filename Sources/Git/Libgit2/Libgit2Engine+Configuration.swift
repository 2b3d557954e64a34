import Clibgit2

extension Libgit2Engine {
  // libgit2 knows nothing of `git -c`, of the variables that name other files, nor of includes by
  // remote. Where one of these is in play, git lists the configuration.
  func readConfiguration() throws(GitError) -> Configuration {
    guard !hasConfigurationInEnvironment else { return try location.configurationOfGit() }
    let configuration = try configurationOfLibgit2()
    let needsGit = configuration.keys.contains { $0.hasPrefix("includeif.hasconfig:") }
    return needsGit ? try location.configurationOfGit() : configuration
  }

  private var hasConfigurationInEnvironment: Bool {
    let names = [
      "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_CONFIG_GLOBAL",
      "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
    ]
    return names.contains { location.environment[$0] != nil }
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
}
