package import AgentModel
package import PromptFiles
package import Rules

package import struct Git.RepoPath

/// What `.agentsync.yml` decides; every key may be left out.
package struct Config: Hashable, Sendable {
  /// The number of the output format; its bytes never change.
  package let format: Int
  package let rules: LibraryRules
  /// Sorted by target, each once.
  package let targets: [TargetSettings]
  /// Whether a sync says how conflicts like those it leaves were settled so far (`merge.suggest`).
  package let suggests: Bool
  /// Who writes references anew that a rename broke (`references.rewrite`).
  package let rewriting: RewritingMode
  /// What the hooks do (`hooks`).
  package let hooks: HookModes
  /// Rules whose severity is another than their own (`rules`).
  package let severities: [Problem.Code: RuleSeverity]
  /// What may gain power (`policy`).
  package let policy: PowerPolicy
  /// What is asked of the versions that agents give themselves (`versions`).
  package let versions: VersionDemand

  /// The configuration of a repository that has none.
  package static let defaults = Config(
    format: currentFormat,
    rules: LibraryRules(),
    targets: [TargetSettings(target: .prompt)]
  )

  /// The one output format there is so far.
  package static let currentFormat = 1

  /// Where the configuration stands: at the top of the repository.
  package static let path: RepoPath = {
    guard let path = RepoPath(".agentsync.yml") else {
      preconditionFailure("BUG: the configuration's name is a valid path")
    }
    return path
  }()

  package init(
    format: Int,
    rules: LibraryRules,
    targets: [TargetSettings],
    suggests: Bool = true,
    rewriting: RewritingMode = .ask,
    hooks: HookModes = HookModes(),
    severities: [Problem.Code: RuleSeverity] = [:],
    policy: PowerPolicy = PowerPolicy(),
    versions: VersionDemand = .off
  ) {
    self.versions = versions
    self.severities = severities
    self.policy = policy
    self.hooks = hooks
    self.rewriting = rewriting
    self.suggests = suggests
    self.format = format
    self.rules = rules
    self.targets = targets.sorted { $0.target < $1.target }
  }

  /// Reads a configuration.
  ///
  /// - Parameter bytes: the file as it stands in the tree; an empty one is all defaults.
  /// - Throws: `Problem` with `config.syntax`, `config.unknown-key`, `config.wrong-type`,
  ///   `config.bad-value` or `config.bad-path`, placed at the line.
  package init(parsing bytes: [UInt8]) throws(Problem) {
    var reader = ConfigReader()
    self = try reader.read(bytes)
  }
}
