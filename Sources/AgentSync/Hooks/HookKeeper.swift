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
  /// A program that reads what people write into a file, and that git calls from its folder of hooks.
  case written(HookProgram, FilePath, ScriptFolder)

  /// Finds out who it is: where ours stand already, else the best that this git has.
  ///
  /// - Throws: `Problem` with `apply.cannot-write` where hooks stand in a folder that other repositories share.
  init(of repository: Repository) throws(Problem) {
    let place = try HookKeeper.place(in: repository)
    if try HookKeeper.hasConfiguredHooks(repository) {
      let isTaken = try place?.holdsOurs(in: repository) ?? false
      self = isTaken ? place ?? .configuration : .configuration
      return
    }
    guard let place else {
      let folder = try HookKeeper.folder(of: repository)
      throw Problem(
        .cannotWrite,
        "core.hooksPath is '\(folder)', which other repositories share",
        hint:
          "call 'git-agentsync-hook NAME \"$@\"' in the hooks there, or give this repository hooks of "
          + "its own: git config core.hooksPath .githooks"
      )
    }
    self = place
  }

  /// All who may have hooks of ours: what an older or a newer git installed is there still.
  static func all(of repository: Repository) throws(Problem) -> [HookKeeper] {
    [.configuration] + (try place(in: repository).map { [$0] } ?? [])
  }

  /// Who sees to the files that git runs as hooks; nil for a folder that other repositories share.
  private static func place(in repository: Repository) throws(Problem) -> HookKeeper? {
    let top = repository.location.workTree ?? repository.location.gitDirectory
    let folder = try folder(of: repository)
    let husky = top.appending(".husky")
    if folder == husky || folder == husky.appending("_") { return .husky(ScriptFolder(husky)) }
    for program in HookProgram.allCases {
      for name in program.files where try text(of: name, in: top) != nil {
        return .written(program, top.appending(name), ScriptFolder(folder))
      }
    }
    guard folder.starts(with: top) || folder.starts(with: repository.location.commonDirectory)
    else { return nil }
    return .folder(ScriptFolder(folder))
  }

  private func holdsOurs(in repository: Repository) throws(Problem) -> Bool {
    for name in HookName.allCases where try state(of: name, in: repository).state != .missing {
      return true
    }
    return false
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
    case .written(let program, _, _): program.rawValue
    }
  }

  /// Where the hooks stand.
  var place: String {
    switch self {
    case .folder(let folder), .husky(let folder): folder.path.string
    case .configuration: "the repository's configuration"
    case .written(_, let file, _): file.string
    }
  }

  /// Whether a hook can do here what it is for.
  func serves(_ name: HookName) -> Bool {
    guard case .written(let program, _, _) = self else { return true }
    return program.serves(name)
  }
}
