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
    guard let place else { throw try HookKeeper.noPlace(in: repository) }
    self = place
  }

  private static func noPlace(in repository: Repository) throws(Problem) -> Problem {
    if try hasNoFolder(repository) {
      return Problem(
        .cannotWrite,
        "core.hooksPath is empty, so git runs no hook here",
        hint:
          "'git config --show-origin --get-all core.hooksPath' says where that stands; take it out, as "
          + "with 'git config --unset core.hooksPath', then run the command again"
      )
    }
    let folder = try folder(of: repository)
    let target = resolved(folder)
    let name =
      target == folder
      ? "core.hooksPath is '\(folder)'" : "the folder of hooks, '\(folder)', leads to '\(target)'"
    return Problem(
      .cannotWrite,
      "\(name), which other repositories share",
      hint:
        "call 'git-agentsync-hook NAME \"$@\"' in the hooks there, or give this repository hooks of "
        + "its own: git config core.hooksPath .githooks"
    )
  }

  /// Whether an empty `core.hooksPath` keeps git from running any file; `rev-parse` names a folder then, too.
  private static func hasNoFolder(_ repository: Repository) throws(Problem) -> Bool {
    try reading("read the configuration") { () throws(GitError) in
      try repository.string(for: "core.hooksPath")?.isEmpty ?? false
    }
  }

  /// A folder, which need not be there, without symbolic links on the way to it.
  private static func resolved(_ folder: FilePath) -> FilePath {
    var missing: [FilePath.Component] = []
    var present = folder
    while let name = present.lastComponent {
      if let real = realPath(of: present) {
        return missing.reversed().reduce(real) { $0.appending($1) }
      }
      missing.append(name)
      present = present.removingLastComponent()
    }
    return folder
  }

  /// All who may have hooks of ours: what an older or a newer git installed is there still.
  static func all(of repository: Repository) throws(Problem) -> [HookKeeper] {
    [.configuration] + (try place(in: repository).map { [$0] } ?? [])
  }

  /// Who sees to the files that git runs as hooks; nil for a folder that other repositories share.
  private static func place(in repository: Repository) throws(Problem) -> HookKeeper? {
    if try hasNoFolder(repository) { return nil }
    let location = repository.location
    let top = location.workTree ?? location.gitDirectory
    let folder = try folder(of: repository)
    let scripts = ScriptFolder(folder, of: location)
    let husky = top.appending(".husky")
    if folder == husky || folder == husky.appending("_") {
      return .husky(ScriptFolder(husky, of: location))
    }
    for program in HookProgram.allCases {
      for name in program.files where try text(of: name, in: top, of: location) != nil {
        return .written(program, top.appending(name), scripts)
      }
    }
    let target = resolved(folder)
    guard target.starts(with: top) || target.starts(with: location.commonDirectory) else {
      return nil
    }
    return .folder(scripts)
  }

  /// Whether git comes to run a hook of ours, as far as scripts and configuration tell.
  static func calls(_ name: HookName, in repository: Repository) throws(Problem) -> Bool {
    for keeper in try all(of: repository) {
      switch try keeper.state(of: name, in: repository).state {
      case .installed, .changed, .edited: return true
      case .missing, .uncalled: continue
      }
    }
    guard let place = try place(in: repository) else {
      // Scripts that other repositories share may lead to ours in ways of their own.
      if try hasNoFolder(repository) { return false }
      return ScriptFolder(try folder(of: repository), of: repository.location).holds(name.rawValue)
    }
    switch place {
    case .folder(let folder), .husky(let folder), .written(_, _, let folder):
      let script = try reading("read the hook '\(name.rawValue)'") { () throws(GitError) in
        try folder.read(name.rawValue)
      }
      let text = String(decoding: script?.bytes ?? [], as: UTF8.self)
      return text.contains("git-agentsync") || text.contains("git agentsync")
    case .configuration: return false
    }
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
  static func text(
    of name: String,
    in folder: FilePath,
    of location: RepositoryLocation
  ) throws(Problem) -> String? {
    let script = try reading("read '\(name)'") { () throws(GitError) in
      try ScriptFolder(folder, of: location).read(name)
    }
    return script.map { String(decoding: $0.bytes, as: UTF8.self) }
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
