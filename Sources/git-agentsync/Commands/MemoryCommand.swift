import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Shows and exchanges what is remembered of settled conflicts.
struct MemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "Show, forget and exchange how conflicts were settled.",
    discussion: """
      How a conflict was settled is remembered in refs/agentsync/memory. The same conflict, of the \
      same place and the same three texts, is settled so again; what was fetched from others, or \
      differs in the base, is only offered. docs/memory.md tells more.
      """,
    subcommands: [
      List.self, Show.self, Forget.self, Push.self, Fetch.self,
    ],
    defaultSubcommand: List.self
  )

  private static let keyHelp = ArgumentHelp(
    "What 'list' shows, or the first 4 digits or more; with a slash, of one of several answers.",
    valueName: "key"
  )
  private static let remoteHelp = ArgumentHelp(
    "A remote's name. Unless given, the one that git would use for this branch.",
    valueName: "remote"
  )

  /// `memory list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the settled conflicts that are remembered, newest first."
    )

    @OptionGroup
    var common: RepositoryOptions

    func run() throws {
      let memory = try Memory(of: try common.repository())
      common.report.print(MemoryListAnswer(memory: memory))
    }
  }

  /// `memory show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show a settled conflict: the three texts and what became of them."
    )

    @OptionGroup
    var common: RepositoryOptions

    @Argument(help: MemoryCommand.keyHelp)
    var key: String

    func run() throws {
      let memory = try Memory(of: try common.repository())
      let found = try memory.find(key)
      common.report.print(MemoryShowAnswer(found: found, problems: memory.problems))
    }
  }

  /// `memory forget`.
  struct Forget: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "forget",
      abstract: "Forget settled conflicts, one's own and fetched ones.",
      discussion: """
        A mark stays, so that a fetch does not bring them back; it is pushed along. The texts stay \
        in the history of the reference.
        """
    )

    @OptionGroup
    var common: RepositoryOptions

    @Argument(help: MemoryCommand.keyHelp)
    var keys: [String]

    func run() throws {
      let repository = try common.repository()
      let memory = try Memory(of: repository)
      var found: [Remembered] = []
      for key in keys {
        for item in try memory.find(key) where !found.contains(item) { found.append(item) }
      }
      try forget(found.map(\.settlement), in: repository)
      common.report.print(
        MemoryForgetAnswer(
          found: found,
          digits: memory.abbreviation,
          problems: memory.problems
        )
      )
    }
  }

  /// `memory push`.
  struct Push: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "push",
      abstract: "Add one's own memory to that of a remote.",
      discussion: """
        Fetches first, and runs your own git for both, so that credentials work. Nothing is forced.
        """
    )

    @OptionGroup
    var common: RepositoryOptions

    @Argument(help: MemoryCommand.remoteHelp)
    var remote: String?

    func run() throws {
      let exchange = try pushMemory(
        to: remote,
        in: try common.repository(),
        isQuiet: common.quiet
      )
      common.report.print(MemoryExchangeAnswer(exchange: exchange, word: "push"))
    }
  }

  /// `memory fetch`.
  struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fetch",
      abstract: "Fetch the memory of a remote; it is offered, not applied.",
      discussion: """
        Runs your own git, so that credentials work. With agentsync.trustMemory set to true in your \
        git configuration, what was fetched counts as your own.
        """
    )

    @OptionGroup
    var common: RepositoryOptions

    @Argument(help: MemoryCommand.remoteHelp)
    var remote: String?

    func run() throws {
      let exchange = try fetchMemory(
        from: remote,
        in: try common.repository(),
        isQuiet: common.quiet
      )
      common.report.print(MemoryExchangeAnswer(exchange: exchange, word: "fetch"))
    }
  }
}
