import AgentModel
import Git
import SystemPackage

/// Who sees to a repository's hooks, and so how ours get among them.
enum HookKeeper {
  /// Files in the folder in which git looks for hooks.
  case folder(ScriptFolder)
  /// Entries of the repository's configuration, which git has from 2.54 on.
  case configuration
  /// husky, whose scripts are committed.
  case husky(ScriptFolder)
  /// lefthook, whose configuration people write.
  case lefthook(FilePath)
  /// The pre-commit framework, whose configuration people write.
  case preCommit(FilePath)

  /// Finds out who it is.
  ///
  /// - Throws: `Problem` with `apply.cannot-write` where hooks stand in a folder that other repositories share.
  init(of repository: Repository) throws(Problem) {
    if try HookKeeper.hasConfiguredHooks(repository) {
      self = .configuration
      return
    }
    let top = repository.location.workTree ?? repository.location.gitDirectory
    let folder = try HookKeeper.folder(of: repository)
    let husky = top.appending(".husky")
    if folder == husky || folder == husky.appending("_") {
      self = .husky(ScriptFolder(husky))
      return
    }
    for name in HookKeeper.lefthookFiles where try Self.text(of: name, in: top) != nil {
      self = .lefthook(top.appending(name))
      return
    }
    if try Self.text(of: ".pre-commit-config.yaml", in: top) != nil {
      self = .preCommit(top.appending(".pre-commit-config.yaml"))
      return
    }
    guard folder.starts(with: top) || folder.starts(with: repository.location.commonDirectory)
    else {
      throw Problem(
        .cannotWrite,
        "core.hooksPath is '\(folder)', which other repositories share",
        hint:
          "call 'git-agentsync-hook NAME \"$@\"' in the hooks there, or give this repository hooks of "
          + "its own: git config core.hooksPath .githooks"
      )
    }
    self = .folder(ScriptFolder(folder))
  }

  /// The folder in which git looks for hooks: `core.hooksPath`, else that of the common git directory.
  private static func folder(of repository: Repository) throws(Problem) -> FilePath {
    let answer = try reading("ask git for its hooks") { () throws(GitError) in
      try repository.git(["rev-parse", "--git-path", "hooks"])
    }
    let name = answer.output.dropLast(answer.output.last == UInt8(ascii: "\n") ? 1 : 0)
    let top = repository.location.workTree ?? repository.location.gitDirectory
    guard answer.status == 0, !name.isEmpty else {
      return repository.location.commonDirectory.appending("hooks")
    }
    return top.pushing(FilePath(String(decoding: name, as: UTF8.self))).lexicallyNormalized()
  }

  private static let lefthookFiles = ["lefthook", ".lefthook"].flatMap { name in
    ["yml", "yaml", "toml", "json"].map { "\(name).\($0)" }
  }

  private static func hasConfiguredHooks(_ repository: Repository) throws(Problem) -> Bool {
    let answer = try reading("ask git for its version") { () throws(GitError) in
      try repository.git(["version"])
    }
    let numbers = answer.text.split(separator: " ").dropFirst(2).first?
      .split(separator: ".").prefix(2).compactMap { Int($0) }
    guard let numbers, numbers.count == 2 else { return false }
    return (numbers[0], numbers[1]) >= (2, 54)
  }

  /// A file that people write at the top of the work tree; nil where there is none.
  static func text(of name: String, in folder: FilePath) throws(Problem) -> String? {
    try reading("read '\(name)'") { () throws(GitError) in
      try ScriptFolder(folder).read(name).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
  }

  /// What people call it.
  var name: String {
    switch self {
    case .folder: "git"
    case .configuration: "git-config"
    case .husky: "husky"
    case .lefthook: "lefthook"
    case .preCommit: "pre-commit"
    }
  }

  /// Where the hooks stand.
  var place: String {
    switch self {
    case .folder(let folder), .husky(let folder): folder.path.string
    case .configuration: "the repository's configuration"
    case .lefthook(let file), .preCommit(let file): file.string
    }
  }
}
