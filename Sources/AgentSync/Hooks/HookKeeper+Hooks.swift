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
        let isCurrent = script.bytes.elementsEqual(HookFile.text(name).utf8) && script.isExecutable
        state = isCurrent ? .installed : .changed
      }
    case .husky(let folder):
      let script = try read(name.rawValue, in: folder)
      if let isCurrent = script.flatMap({ HookBlock(name).isCurrent(in: $0.bytes) }) {
        state = isCurrent ? .installed : .changed
      }
    case .configuration:
      let present = try HookKeeper.configured(name, in: repository)
      if !present.isEmpty {
        let wanted = HookKeeper.entries(name).map { "\($0)\n\($1)" }
        state = present == wanted ? .installed : .changed
      }
    case .written(let program, let file, let folder):
      let text = try HookKeeper.text(
        of: file.lastComponent?.string ?? "",
        in: file.removingLastComponent()
      )
      let script = try read(name.rawValue, in: folder)
      let isCalled =
        script.map { program.wrote(String(decoding: $0.bytes, as: UTF8.self)) } ?? false
      if program.mentions(name, in: text ?? "") { state = isCalled ? .installed : .uncalled }
    }
    return HookSetup.Hook(name: name, state: state, isChained: isChained)
  }

  // MARK: - Installing

  /// Puts a hook there, where that can be done without people's own hands.
  func install(_ name: HookName, in repository: Repository) throws(Problem) {
    let state = try state(of: name, in: repository).state
    guard state != .installed else { return }
    switch self {
    case .folder(let folder): try install(name, in: folder)
    case .husky(let folder):
      guard state == .missing else { throw .changedByHand(name, folder) }
      let present = try read(name.rawValue, in: folder)
      let bytes = HookBlock(name).added(to: present?.bytes)
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
    switch self {
    case .folder(let folder):
      guard hook.state == .installed else { throw .changedByHand(name, folder) }
      try writing(name, folder) { () throws(GitError) in
        try folder.remove(name.rawValue)
        if hook.isChained {
          try folder.rename(name.rawValue + HookFile.formerSuffix, to: name.rawValue)
        }
      }
    case .husky(let folder):
      guard let script = try read(name.rawValue, in: folder),
        let bytes = HookBlock(name).removed(from: script.bytes)
      else { throw .changedByHand(name, folder) }
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
    let command = "agentsync() { \(HookFile.call(name).joined(separator: " ")); }; agentsync"
    return ["\(section(name)).command": command, "\(section(name)).event": name.rawValue]
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

extension Problem {
  fileprivate static func changedByHand(_ name: HookName, _ folder: ScriptFolder) -> Problem {
    Problem(
      .cannotWrite,
      "the hook '\(name.rawValue)' in '\(folder.path)' was changed by hand",
      hint: "take what is git-agentsync's out of it, then run the command again"
    )
  }
}
