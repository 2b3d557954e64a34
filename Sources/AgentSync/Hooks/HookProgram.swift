import AgentModel

/// A program that people tell in a file which hooks to run.
enum HookProgram: String, CaseIterable {
  case lefthook
  case preCommit = "pre-commit"

  /// Its files at the top of the work tree; the first that is there counts.
  var files: [String] {
    switch self {
    case .lefthook:
      ["lefthook", ".lefthook", ".config/lefthook"].flatMap { name in
        ["yml", "yaml", "json", "jsonc", "toml"].map { "\(name).\($0)" }
      }
    case .preCommit: [".pre-commit-config.yaml"]
    }
  }

  /// Whether a hook can do under the program what it is for.
  ///
  /// The pre-commit framework takes unstaged edits away while hooks run, and loses them when one writes. So
  /// there is only what judges.
  func serves(_ name: HookName) -> Bool {
    self == .lefthook || name == .preCommit || name == .prePush
  }

  /// Whether a hook is called in a file that people wrote, comments aside.
  func mentions(_ name: HookName, in text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      let words = line.prefix { $0 != "#" }
        .split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
      if self == .preCommit, words.contains(Substring(id(of: name))) { return true }
      return zip(words, words.dropFirst()).contains {
        $0 == "git-agentsync-hook" && $1 == name.rawValue
      }
    }
  }

  /// Whether a script in git's folder of hooks is one that the program put there.
  func wrote(_ script: String) -> Bool {
    switch self {
    case .lefthook: script.contains("lefthook")
    case .preCommit: script.contains("hook-impl")
    }
  }

  /// What has git call the program for these hooks.
  func activation(_ names: [HookName]) -> String {
    switch self {
    case .lefthook: "lefthook install"
    case .preCommit: "pre-commit install" + names.map { " -t \($0.rawValue)" }.joined()
    }
  }

  /// What people are to write.
  func snippet(_ names: [HookName]) -> String {
    switch self {
    case .lefthook: names.map(command).joined(separator: "\n")
    case .preCommit: "- repo: local\n  hooks:\n" + names.map(entry).joined(separator: "\n")
    }
  }

  private func command(_ name: HookName) -> String {
    """
    \(name.rawValue):
      commands:
        agentsync:
          run: git-agentsync-hook \(name.rawValue) {0}\(name.takesInput ? "\n      use_stdin: true" : "")
    """
  }

  private func entry(_ name: HookName) -> String {
    """
        - id: \(id(of: name))
          name: outputs of agents are in step
          entry: \(name == .prePush ? "git-agentsync-hook pre-push" : "git agentsync check --staged")
          language: system
          pass_filenames: false
          always_run: true
          stages: [\(name.rawValue)]
    """
  }

  private func id(of name: HookName) -> String {
    name == .prePush ? "agentsync-check-push" : "agentsync-check"
  }
}
