import ArgumentParser

/// The root of all commands.
struct AgentSyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git-agentsync",
    abstract: "Keep a library of AI agents and the VS Code files made from it in step, with git.",
    discussion: """
      Agents are Markdown files in a library (agents/ unless .agentsync.yml says otherwise). From \
      each, prompt files, custom agents and skills are generated, merged with what people edited \
      by hand, and committed as a sync commit.

      Exit codes: 0 done or in step; 1 something would change; 2 conflicts; 3 findings of error \
      severity; 128 it stopped with nothing half-done; 129 wrong usage.
      """,
    version: ProgramVersion.line,
    groupedSubcommands: [
      CommandGroup(
        name: "Every day",
        subcommands: [InitCommand.self, StatusCommand.self, SyncCommand.self, CheckCommand.self]
      ),
      CommandGroup(
        name: "Conflicts",
        subcommands: [
          ContinueCommand.self, ResolveCommand.self, SkipCommand.self, AbortCommand.self,
          MemoryCommand.self,
        ]
      ),
      CommandGroup(name: "References", subcommands: [RefsCommand.self]),
      CommandGroup(
        name: "Looking back",
        subcommands: [
          DiffCommand.self, ImpactCommand.self, LogCommand.self, ShowCommand.self, UndoCommand.self,
        ]
      ),
      CommandGroup(
        name: "The tool",
        subcommands: [
          ExplainCommand.self, HooksCommand.self, DoctorCommand.self, HookCommand.self,
          MergeDriverCommand.self, VersionCommand.self,
        ]
      ),
    ]
  )
}
