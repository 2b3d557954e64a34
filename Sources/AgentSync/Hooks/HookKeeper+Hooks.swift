import AgentModel
import Git
import SystemPackage

extension HookKeeper {
  /// How a hook stands.
  func state(of name: HookName, in repository: Repository) throws(Problem) -> HookSetup.Hook {
    var state = HookSetup.Hook.State.missing
    var isChained = false
    switch self {
    case .folder(let folder):
      isChained = folder.holds(name.rawValue + HookFile.formerSuffix)
      if let script = try read(name.rawValue, in: folder), HookFile.isOurs(script.bytes, name) {
        state = try HookKeeper.state(of: script, name)
      }
    case .husky(let folder):
      if let script = try read(name.rawValue, in: folder) {
        state = try HookBlock(name).state(in: script.bytes) ?? .missing
      }
    case .configuration: state = try HookKeeper.configuredState(of: name, in: repository)
    case .written(let program, let file, let folder):
      let text = try HookKeeper.text(
        of: file.lastComponent?.string ?? "",
        in: file.removingLastComponent(),
        of: repository.location
      )
      let script = try read(name.rawValue, in: folder)
      let isCalled =
        script.map { program.wrote(String(decoding: $0.bytes, as: UTF8.self)) } ?? false
      if program.mentions(name, in: text ?? "") { state = isCalled ? .installed : .uncalled }
    }
    return HookSetup.Hook(name: name, state: state, isChained: isChained)
  }

  private static func state(
    of script: ScriptFolder.Script,
    _ name: HookName
  ) throws(Problem) -> HookSetup.Hook.State {
    if script.bytes.elementsEqual(HookFile.text(name).utf8) {
      return script.isExecutable ? .installed : .changed
    }
    let text = String(decoding: script.bytes, as: UTF8.self)
    return try FormerText.contains(text, name) ? .changed : .edited
  }

  private static func configuredState(
    of name: HookName,
    in repository: Repository
  ) throws(Problem) -> HookSetup.Hook.State {
    let present = try configured(name, in: repository)
    if present.isEmpty { return .missing }
    if present == entries(name).map({ "\($0)\n\($1)" }) { return .installed }
    // Other keys, as that which switches the hook off, hold no text of anybody's.
    let key = "\(section(name)).command\n"
    for entry in present where entry.hasPrefix(key) {
      let text = String(entry.dropFirst(key.count))
      if text == command(name) { continue }
      guard try FormerText.contains(text, name) else { return .edited }
    }
    return .changed
  }

  /// Refuses where a person's own lines would get lost.
  func requireUnedited(_ names: [HookName], in repository: Repository) throws(Problem) {
    for name in names where try state(of: name, in: repository).state == .edited {
      throw edited(name)
    }
  }

  /// What is to be done about a hook of ours with lines of a person's in it.
  func edited(_ name: HookName) -> Problem {
    let hook = name.rawValue
    let own = "'\(hook)\(HookFile.formerSuffix)'"
    let hint =
      switch self {
      case .configuration:
        "'git config --local --remove-section \(HookKeeper.section(name))' takes it away, with what "
          + "was changed; then run the command again"
      case .folder:
        "move lines of your own to \(own) beside it, which runs first, and remove '\(hook)'; then "
          + "run the command again"
      default:
        "move lines of your own out of what its '>>> git-agentsync >>>' begins, and remove that; then "
          + "run the command again"
      }
    return Problem(.cannotWrite, "the hook '\(hook)' in '\(place)' was changed by hand", hint: hint)
  }

  // MARK: - Installing

  /// Puts a hook there, where that can be done without people's own hands.
  func install(_ name: HookName, in repository: Repository) throws(Problem) {
    let state = try state(of: name, in: repository).state
    guard state != .installed else { return }
    guard state != .edited else { throw edited(name) }
    switch self {
    case .folder(let folder): try install(name, in: folder)
    case .husky(let folder):
      let present = try read(name.rawValue, in: folder)
      let block = HookBlock(name)
      let theirs = try present.flatMap { present throws(Problem) in
        try block.removed(from: present.bytes) ?? present.bytes
      }
      let bytes = block.added(to: theirs)
      let isExecutable = present?.isExecutable ?? true
      try writing(name, folder) { () throws(GitError) in
        try folder.write(name.rawValue, .init(bytes: bytes, isExecutable: isExecutable))
      }
    case .configuration:
      if state == .changed { try uninstall(name, in: repository) }
      for (key, value) in HookKeeper.entries(name) {
        try configure([key, value], in: repository)
      }
    case .written: break
    }
  }

  private func install(_ name: HookName, in folder: ScriptFolder) throws(Problem) {
    let present = try read(name.rawValue, in: folder)
    let isOurs = present.map { HookFile.isOurs($0.bytes, name) } ?? false
    if !isOurs, folder.holds(name.rawValue) {
      try writing(name, folder) { () throws(GitError) in
        try folder.rename(name.rawValue, to: name.rawValue + HookFile.formerSuffix)
      }
    }
    try writing(name, folder) { () throws(GitError) in
      try folder.write(name.rawValue, .init(bytes: Array(HookFile.text(name).utf8)))
    }
  }

  // MARK: - Uninstalling

  /// Takes a hook away and puts back what stood there before.
  func uninstall(_ name: HookName, in repository: Repository) throws(Problem) {
    let hook = try state(of: name, in: repository)
    guard hook.state != .missing else { return }
    guard hook.state != .edited else { throw edited(name) }
    switch self {
    case .folder(let folder):
      try writing(name, folder) { () throws(GitError) in
        try folder.remove(name.rawValue)
        if hook.isChained {
          try folder.rename(name.rawValue + HookFile.formerSuffix, to: name.rawValue)
        }
      }
    case .husky(let folder):
      guard let script = try read(name.rawValue, in: folder),
        let bytes = try HookBlock(name).removed(from: script.bytes)
      else { throw edited(name) }
      try writing(name, folder) { () throws(GitError) in
        guard !HookBlock(name).isHead(bytes) else { return try folder.remove(name.rawValue) }
        try folder.write(name.rawValue, .init(bytes: bytes, isExecutable: script.isExecutable))
      }
    case .configuration:
      try configure(["--remove-section", HookKeeper.section(name)], in: repository)
    case .written: break
    }
  }

  // MARK: - Parts

  private func read(
    _ name: String,
    in folder: ScriptFolder
  ) throws(Problem) -> ScriptFolder.Script? {
    try reading("read the hook '\(name)'") { () throws(GitError) in try folder.read(name) }
  }

  private func writing(
    _ name: HookName,
    _ folder: ScriptFolder,
    _ body: () throws(GitError) -> Void
  ) throws(Problem) {
    do throws(GitError) {
      try body()
    } catch {
      throw Problem(
        .cannotWrite,
        "cannot install or remove the hook '\(name.rawValue)' in '\(folder.path)': \(error.message)",
        hint: error.hint ?? "see to what stands there, then run the command again"
      )
    }
  }

  private func configure(_ words: [String], in repository: Repository) throws(Problem) {
    let answer = try reading("write the configuration") { () throws(GitError) in
      try repository.git(["config", "--local"] + words)
    }
    guard answer.status == 0 else {
      throw Problem(.cannotWrite, "cannot write the configuration: \(answer.complaint)")
    }
  }

  /// The hook's section; git keeps the names of events for itself.
  private static func section(_ name: HookName) -> String { "hook.agentsync-\(name.rawValue)" }

  /// What is in the section, in order; git puts the hook's arguments behind the command.
  private static func entries(_ name: HookName) -> KeyValuePairs<String, String> {
    ["\(section(name)).command": command(name), "\(section(name)).event": name.rawValue]
  }

  private static func command(_ name: HookName) -> String {
    "agentsync() { \(HookFile.call(name).joined(separator: " ")); }; agentsync"
  }

  /// What of the section is in the repository's configuration now; git is asked, which has just written it.
  private static func configured(
    _ name: HookName,
    in repository: Repository
  ) throws(Problem) -> [String] {
    let answer = try reading("read the configuration") { () throws(GitError) in
      try repository.git(["config", "--local", "--null", "--get-regexp", "^\(section(name))\\."])
    }
    return answer.status == 0 ? answer.text.split(separator: "\0").map(String.init) : []
  }

  /// What people have to write themselves for hooks that are missing; nil where they are installed for them.
  func snippet(_ names: [HookName]) -> String? {
    guard case .written(let program, _, _) = self, !names.isEmpty else { return nil }
    return program.snippet(names)
  }

  /// The command that has git call hooks which people wrote; nil where they needn't run any.
  func activation(_ names: [HookName]) -> String? {
    guard case .written(let program, _, _) = self, !names.isEmpty else { return nil }
    return program.activation(names)
  }
}
