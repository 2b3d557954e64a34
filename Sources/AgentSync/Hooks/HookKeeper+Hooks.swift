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
      isChained = try read(name.rawValue + HookFile.formerSuffix, in: folder) != nil
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
      let command = try reading("read the configuration") { () throws(GitError) in
        try repository.string(for: "hook.\(HookKeeper.section(name)).command")
      }
      if let command { state = command == HookKeeper.command(name) ? .installed : .changed }
    case .lefthook(let file), .preCommit(let file):
      let text = try HookKeeper.text(
        of: file.lastComponent?.string ?? "",
        in: file.removingLastComponent()
      )
      if text?.contains(mention(of: name)) == true { state = .installed }
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
      let bytes = HookBlock(name).added(to: present?.bytes ?? [])
      let isExecutable = present?.isExecutable ?? true
      try writing(name, folder) { () throws(GitError) in
        try folder.write(name.rawValue, .init(bytes: bytes, isExecutable: isExecutable))
      }
    case .configuration:
      let section = HookKeeper.section(name)
      try configure(["hook.\(section).command", HookKeeper.command(name)], in: repository)
      try configure(["hook.\(section).event", name.rawValue], in: repository)
    case .lefthook, .preCommit: break
    }
  }

  private func install(_ name: HookName, in folder: ScriptFolder) throws(Problem) {
    if let present = try read(name.rawValue, in: folder), !HookFile.isOurs(present.bytes, name) {
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
        guard !bytes.isEmpty else { return try folder.remove(name.rawValue) }
        try folder.write(name.rawValue, .init(bytes: bytes, isExecutable: script.isExecutable))
      }
    case .configuration:
      let section = "hook.\(HookKeeper.section(name))"
      try configure(["--remove-section", section], in: repository)
    case .lefthook, .preCommit: break
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

  /// The name of the hook's section; git keeps the names of events for itself.
  private static func section(_ name: HookName) -> String { "agentsync-\(name.rawValue)" }

  /// What git runs; it puts the hook's arguments behind it.
  private static func command(_ name: HookName) -> String {
    "command -v git-agentsync-hook >/dev/null || { echo 'git-agentsync: \(name.rawValue) did nothing: "
      + "git-agentsync-hook is missing; install it' >&2; exit 0; }; git-agentsync-hook \(name.rawValue)"
  }

  /// What in the configuration of a manager tells that the hook is called.
  private func mention(of name: HookName) -> String {
    switch self {
    case .preCommit: name == .preCommit || name == .prePush ? "agentsync-check" : "agentsync-sync"
    default: "git-agentsync-hook \(name.rawValue)"
    }
  }

  /// What people have to write themselves; nil where the hooks are installed for them.
  func snippet(_ names: [HookName]) -> String? {
    switch self {
    case .folder, .configuration, .husky: nil
    case .lefthook:
      names.map { name in
        let input = name.takesInput ? "\n      use_stdin: true" : ""
        return """
          \(name.rawValue):
            commands:
              agentsync:
                run: git-agentsync-hook \(name.rawValue) {0}\(input)
          """
      }.joined(separator: "\n")
    case .preCommit:
      """
      - repo: local
        hooks:
          - id: agentsync-check
            name: outputs of agents are in step
            entry: git agentsync check --staged
            language: system
            pass_filenames: false
            always_run: true
            stages: [pre-commit, pre-push]
          - id: agentsync-sync
            name: bring outputs of agents in step
            entry: git agentsync sync
            language: system
            pass_filenames: false
            always_run: true
            stages: [post-merge, manual]
      """
    }
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
