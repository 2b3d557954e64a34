import SystemPackage

/// Which paths a sparse checkout in cone mode has in the work tree.
package struct SparseCheckout: Hashable, Sendable {
  /// Folders that are there with all below them.
  private var whole: Set<String> = []
  /// Folders of which only the files themselves are there; the empty name is the top.
  private var shallow: Set<String> = []

  /// Reads the patterns; nil where the work tree is not sparse, or not in cone mode.
  ///
  /// Without cone mode a new file is made like any other, which git allows and puts right with the
  /// next `git sparse-checkout reapply`.
  ///
  /// - Throws: `.system`, `.generic` for a bad value in the configuration.
  package init?(of repository: Repository) throws(GitError) {
    guard try repository.boolean(for: "core.sparseCheckout") == true,
      try repository.boolean(for: "core.sparseCheckoutCone") ?? true,
      let bytes = try readFile(repository.location.gitDirectory.pushing("info/sparse-checkout"))
    else { return nil }
    self.init(patterns: String(decoding: bytes, as: UTF8.self))
  }

  /// Reads the lines that git writes in cone mode: `/*`, `!/*/`, `/a/`, `!/a/*/`.
  init(patterns: String) {
    for line in patterns.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      if line == "/*" {
        shallow.insert("")
      } else if line.hasPrefix("!"), line.hasSuffix("/*/") {
        let folder = String(line.dropFirst(2).dropLast(3)).unescaped
        whole.remove(folder)
        shallow.insert(folder)
      } else if line.hasPrefix("/"), line.hasSuffix("/") {
        whole.insert(String(line.dropFirst().dropLast()).unescaped)
      }
    }
  }

  /// Whether a file at this path belongs into the work tree.
  package func includes(_ path: RepoPath) -> Bool {
    var folder = path.parent
    if shallow.contains(folder?.string ?? "") { return true }
    while let name = folder {
      if whole.contains(name.string) { return true }
      folder = name.parent
    }
    return whole.contains("")
  }
}

extension String {
  /// The name without the backslashes that keep its characters from being a pattern.
  fileprivate var unescaped: String {
    var result = ""
    var isEscaped = false
    for character in self {
      isEscaped = !isEscaped && character == "\\"
      if !isEscaped { result.append(character) }
    }
    return result
  }
}
