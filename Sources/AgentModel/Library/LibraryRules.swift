package import struct Git.FileMode
package import struct Git.ObjectID
package import struct Git.RepoPath

/// Which files of a repository are agents, and how their ids are made.
package struct LibraryRules: Hashable, Sendable {
  /// Folders, or patterns over folders and files, in the syntax of `Glob`.
  package let roots: [String]
  /// Whether nobody asked for these roots: then they may match nothing.
  package let rootsAreDefault: Bool
  /// Patterns over files and folders that are no agents, in the syntax of `Glob`.
  package let exclude: [String]
  /// What an id is made of: `{name}`, `{category}`, `{1}` to `{9}` and text.
  package let idTemplate: String
  /// Folders of these names hold parts of an agent.
  package let partFolders: [String]

  package static let defaultRoots = ["agents"]
  package static let defaultExclude = ["**/*-backup.md", "**/*.bak.md"]
  package static let defaultPartFolders = [
    "modules", "tasks", "checklists", "templates", "references",
  ]
  /// With more agents than this the library is refused.
  package static let maximumAgents = 20_000

  /// Makes rules; what is left out has its default.
  ///
  /// `rootsAreDefault` left out says that they are if no roots are given.
  package init(
    roots: [String]? = nil,
    rootsAreDefault: Bool? = nil,
    exclude: [String] = LibraryRules.defaultExclude,
    idTemplate: String = "{name}",
    partFolders: [String] = LibraryRules.defaultPartFolders
  ) {
    self.roots = roots ?? LibraryRules.defaultRoots
    self.rootsAreDefault = rootsAreDefault ?? (roots == nil)
    self.exclude = exclude
    self.idTemplate = idTemplate
    self.partFolders = partFolders
  }

  /// The first path that lies in a library root and is not excluded, so that what stands there is the library's.
  package func firstCovered(among paths: some Sequence<RepoPath>) -> RepoPath? {
    let prefixes = staticPrefixes
    let inside = paths.filter { path in
      prefixes.isEmpty || prefixes.contains { path.isWithin($0) }
    }
    guard !inside.isEmpty else { return nil }
    let globs = roots.compactMap(Glob.init)
    let excluded = exclude.compactMap(Glob.init)
    return inside.first { path in
      guard !excluded.contains(where: { $0.covers(path) }) else { return false }
      var place: RepoPath? = path
      while let next = place {
        if globs.contains(where: { $0.captures(next) != nil }) { return true }
        place = next.parent
      }
      return false
    }
  }

  /// The folders (or files) that hold everything the roots can match; empty for the whole tree.
  package var staticPrefixes: [RepoPath] {
    var prefixes: [RepoPath] = []
    for root in roots {
      guard let glob = Glob(root) else { continue }
      guard let prefix = RepoPath(glob.staticPrefix.joined(separator: "/")) else { return [] }
      prefixes.append(prefix)
    }
    let sorted = Set(prefixes).sorted()
    return sorted.filter { prefix in !sorted.contains { prefix != $0 && prefix.isWithin($0) } }
  }
}

/// A file that may be an agent, as the tree has it.
package struct LibraryFile: Hashable, Sendable {
  package let path: RepoPath
  package let mode: FileMode
  package let blobID: ObjectID

  package init(path: RepoPath, mode: FileMode, blobID: ObjectID) {
    self.path = path
    self.mode = mode
    self.blobID = blobID
  }
}
