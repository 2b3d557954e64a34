package import AgentModel

package import struct Git.RepoPath

/// A folder or file in which a repository has VS Code look beside its own places.
package struct CustomizationPlace: Hashable, Sendable {
  /// What is read there.
  package let kind: CustomizationKind
  /// The folder, or the file, with ASCII letters in lower case; nil for the top.
  package let folder: RepoPath?
  /// How many names deep below the folder files are read; nil is any depth.
  package let depth: Int?
  /// What the path must be covered by; nil where the folder says it all.
  let pattern: Glob?
  /// Whether the ending `.md` is enough.
  private let takesMarkdown: Bool

  package init(
    _ kind: CustomizationKind,
    in folder: RepoPath?,
    depth: Int?,
    pattern: Glob? = nil,
    takesMarkdown: Bool = false
  ) {
    self.kind = kind
    self.folder = folder.flatMap { RepoPath($0.folded) }
    self.depth = depth
    self.pattern = pattern
    self.takesMarkdown = takesMarkdown
  }

  /// A place as a setting has it: a folder, or with wildcards a pattern over folders and files.
  ///
  /// nil for what lies outside of the repository.
  package init?(_ kind: CustomizationKind, written: String) {
    let text = written.replacing("\\", with: "/")
    guard !text.hasPrefix("/"), !text.hasPrefix("~") else { return nil }
    var names: [String] = []
    for name in text.split(separator: "/").map(String.init) where name != "." {
      if name != ".." {
        names.append(name)
      } else if names.popLast() == nil {
        return nil
      }
    }
    let plain = names.prefix { name in !name.contains { "*?[]{}".contains($0) } }
    let folder = RepoPath(plain.joined(separator: "/"))
    guard folder != nil || plain.isEmpty else { return nil }
    guard plain.count == names.count else {
      // A pattern that can't be understood is taken for all that lies below its beginning.
      let pattern = RepoPath(names.joined(separator: "/")).flatMap { Glob($0.folded) }
      self.init(kind, in: folder, depth: nil, pattern: pattern)
      return
    }
    self.init(kind, in: folder)
  }

  /// A folder as a setting has it, with the depth and the dialect that VS Code gives it.
  private init(_ kind: CustomizationKind, in folder: RepoPath?) {
    let place = "/" + (folder?.folded ?? "")
    switch kind {
    case .agent where place.hasSuffix("/.claude/agents"):
      self.init(.claudeAgent, in: folder, depth: 1)
    case .agent:
      let isMarkdown = place.hasSuffix("/.github/agents")
      self.init(.agent, in: folder, depth: 1, takesMarkdown: isMarkdown)
    case .instructions where place.hasSuffix("/.claude/rules"):
      self.init(.claudeRules, in: folder, depth: nil)
    case .instructions: self.init(kind, in: folder, depth: folder == nil ? 1 : nil)
    case .skill: self.init(kind, in: folder, depth: 2)
    default: self.init(kind, in: folder, depth: 1)
    }
  }

  /// Whether a file of this name is of the place's kind; ASCII letters are in lower case.
  func takes(_ name: some StringProtocol) -> Bool {
    let isMarkdown = name.hasSuffix(".md") && name != "readme.md"
    return switch kind {
    case .prompt: name.hasSuffix(".prompt.md")
    case .agent:
      name.hasSuffix(".agent.md") || name.hasSuffix(".chatmode.md") || takesMarkdown && isMarkdown
    case .claudeAgent, .claudeRules: isMarkdown
    case .instructions: name.hasSuffix(".instructions.md") || name == "copilot-instructions.md"
    case .skill: name == "skill.md"
    case .hooks: name.hasSuffix(".json")
    case .guide, .settings, .unread: false
    }
  }

  /// Whether the file at a path is read for this place, names below its folder so many.
  func reads(_ path: RepoPath, _ name: some StringProtocol, below levels: Int) -> Bool {
    // A skill stands in a folder of its own, no nearer and no deeper.
    let isDeep = kind == .skill ? depth ?? levels == levels : levels <= depth ?? .max
    return isDeep && takes(name) && (pattern?.covers(path) ?? true)
  }
}
