extension Repository {
  /// The configuration that git would use here; read once.
  ///
  /// - Throws: `.generic` when a file cannot be read, with git's own words.
  package var configuration: Configuration {
    get throws(GitError) {
      if let knownConfiguration { return knownConfiguration }
      let configuration = try engine.readConfiguration()
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
      try configuration.isPartialClone
    }
  }
}

extension Configuration {
  /// Whether objects may be missing that a remote promises to have.
  var isPartialClone: Bool {
    string(for: "extensions.partialclone") != nil
      || keys.contains { $0.hasPrefix("remote.") && $0.hasSuffix(".promisor") }
  }
}
