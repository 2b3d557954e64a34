import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Brings outputs in step and commits them.
struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Bring outputs in step with the library at HEAD, in one sync commit.",
    discussion: """
      Hand edits are merged. Where one meets a change of the source (exit 2), a sync on a terminal \
      opens a conflict as git does: settle the file, 'git add' it, 'git agentsync continue'. \
      Elsewhere the output stays as it is and is named. Index and work tree keep what they hold \
      beyond HEAD.
      """
  )

  @OptionGroup
  var common: RepositoryOptions

  @Flag(name: .long, help: "Show what would be done and write nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Plan from the index, and stage the outputs instead of committing them.")
  var staged = false

  @Flag(name: .long, help: "Plan from the work tree, and write only there.")
  var noCommit = false

  @Flag(name: .long, help: "Keep what stands in the way as a hand edit over what is generated.")
  var adopt = false

  @Flag(
    name: .long,
    help: "Write what is generated over what stands in the way; needs AGENT or a path."
  )
  var replace = false

  @Flag(name: .long, help: "Let many outputs go at once.")
  var allowRemovals = false

  @Flag(
    name: .long,
    help: "Write references anew that lead nowhere, where it is sure what they meant."
  )
  var fixReferences = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Open conflicts for you to settle, or leave the outputs as they are (open, leave).",
      discussion: "Without it: open on a terminal, leave elsewhere.",
      valueName: "what"
    )
  )
  var conflicts: ConflictHandling?

  @Flag(name: .long, help: "Commit nothing while some output can't be brought in step.")
  var allOrNothing = false

  @Argument(
    help: ArgumentHelp(
      "Agents (ids or sources) or outputs (paths) to limit the sync to.",
      valueName: "agent"
    )
  )
  var agents: [String] = []

  func validate() throws {
    if staged, noCommit { throw ValidationError("--staged and --no-commit exclude each other") }
    if adopt, replace { throw ValidationError("--adopt and --replace exclude each other") }
    if replace, agents.isEmpty {
      throw ValidationError("--replace needs to be told which agents or outputs")
    }
    if conflicts == .open, staged || noCommit || dryRun {
      throw ValidationError("--conflicts=open needs a sync that commits")
    }
  }

  func run() throws {
    let repository = try common.repository()
    var options = SyncOptions()
    options.mode = staged ? .staged : noCommit ? .worktree : .commit
    options.isDryRun = dryRun
    options.allowsRemovals = allowRemovals
    options.isAllOrNothing = allOrNothing
    options.opensConflicts = opensConflicts(in: repository)
    options.mendsReferences = fixReferences
    options.plan.selection = agents
    options.plan.adopts = adopt
    options.plan.replaces = replace
    let outcome = try withProgress(common) { (work) throws(Problem) in
      options.plan.work = work
      return try synchronize(repository, options)
    }
    common.report.print(SyncAnswer(command: "sync", outcome: outcome, isDryRun: dryRun))
    throw ExitCode(outcome.verdict(isDryRun: dryRun).rawValue)
  }
}

extension SyncCommand {
  /// Whether a person is there to settle conflicts, or asks for them.
  ///
  /// Inside a hook nobody expects an index that is unmerged.
  fileprivate func opensConflicts(in repository: Repository) -> Bool {
    guard !staged, !noCommit, !dryRun else { return false }
    if let conflicts { return conflicts == .open }
    let isPerson = Terminal.standardInput.isInteractive && Terminal.standardOutput.isInteractive
    return isPerson && !repository.location.hasForeignIndex
  }
}

/// What becomes of outputs in which hand edit and source disagree.
enum ConflictHandling: String, ExpressibleByArgument, CaseIterable {
  case open
  case leave
}

/// What `sync` and `init` answer.
struct SyncAnswer: Answer {
  let command: String
  let outcome: SyncOutcome
  let isDryRun: Bool

  struct Record: Encodable {
    let version = recordVersion
    let command: String
    let dryRun: Bool
    let commit: String?
    let destination: String?
    let outputs: [RowRecord]
    let files: [FileRecord]
    let beyond: [BeyondRecord]
    /// The outputs whose conflicts were opened.
    let opened: [String]
    /// Answers to conflicts that are left.
    let offers: [OfferRecord]
    /// How conflicts of that kind were settled so far.
    let suggestions: [SuggestionRecord]
    /// How many places were settled by a person and are remembered.
    let remembered: Int
    /// The references that are written anew.
    let references: [MendedReferenceRecord]
    /// References that lead nowhere and could be written anew.
    let offeredReferences: [BrokenReferenceRecord]
    /// What changes the shape of the library; empty but for a dry run.
    let migration: [MigrationStepRecord]
    let findings: [ProblemRecord]
  }

  struct FileRecord: Encodable {
    let path: String
    let role: String
    let change: String

    init(_ change: FileChange) {
      path = change.path.string
      role = change.role.rawValue
      self.change = change.verb
    }
  }

  var record: Record {
    Record(
      command: command,
      dryRun: isDryRun,
      commit: outcome.applied?.commitID?.hex,
      destination: outcome.applied?.destination.rawValue,
      outputs: outcome.plan.rows.map(RowRecord.init),
      files: outcome.plan.changes.map(FileRecord.init),
      beyond: outcome.beyond.map(BeyondRecord.init),
      opened: outcome.opened?.conflicts.map(\.path.string) ?? [],
      offers: outcome.recall?.offers.map(OfferRecord.init) ?? [],
      suggestions: outcome.recall?.experiences.map(SuggestionRecord.init) ?? [],
      remembered: outcome.remembered,
      references: outcome.mendedReferences.map(MendedReferenceRecord.init),
      offeredReferences: outcome.offered.map { BrokenReferenceRecord($0) },
      migration: outcome.migration?.steps.map(MigrationStepRecord.init) ?? [],
      findings: outcome.plan.findings.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] {
    // What is open is told in words; its choices come with it.
    let opened = Set(outcome.opened?.conflicts.map(\.path) ?? [])
    let rows = outcome.plan.rows.filter { !opened.contains($0.path) }.compactMap(\.problem)
    let more = outcome.unsettled + (outcome.opened?.left ?? []) + (outcome.recall?.problems ?? [])
    let findings = outcome.plan.findings + more + (outcome.memoryProblem.map { [$0] } ?? [])
    return findings + rows.filter { !findings.contains($0) }
  }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = ""
    for row in outcome.plan.rows where isVerbose || !row.isQuiet {
      text += RowText.line(row, style)
    }
    if isVerbose || isDryRun {
      for change in outcome.plan.changes where change.role != .output {
        text += style.paint("  \(change.verb.padding(to: 12)) \(change.path)\n", .faint)
      }
    }
    text += ReferenceText.mended(outcome.mendedReferences, style)
    if let migration = outcome.migration { text += MigrationText.lines(migration, style) }
    text += ReferenceText.offered(outcome.offered, style)
    text += ending(style)
    if outcome.remembered > 0 {
      text += "remembered how \(outcome.remembered == 1 ? "it was" : "they were") settled\n"
    }
    let opened = outcome.opened?.conflicts ?? []
    text += ConflictText.lines(opened, style)
    if let recall = outcome.recall {
      text += RecallText.lines(recall, areOpen: !opened.isEmpty, style)
    }
    let sources = outcome.beyond.filter(\.isSource)
    if !sources.isEmpty { text += BeyondText.lines(sources, style) }
    return text
  }

  private func ending(_ style: Style) -> String {
    if isDryRun {
      let count = outcome.plan.changes.count
      return count == 0
        ? "nothing to do\n"
        : "would change \(count) file\(count == 1 ? "" : "s"); nothing written\n"
    }
    guard let applied = outcome.applied else {
      return outcome.plan.syncVerdict == .inStep
        ? "nothing to do: all outputs are in step\n" : "nothing written\n"
    }
    let subject = outcome.plan.commitMessage.split(separator: "\n").first.map(String.init) ?? ""
    let count = outcome.plan.changes.count
    let files = "\(count) file\(count == 1 ? "" : "s")"
    return switch applied.destination {
    case .commit:
      "[\(applied.branchName) \(applied.commitID?.short ?? "")] \(style.paint(subject, .bold))\n"
    case .stage: "staged \(files); your next commit takes \(count == 1 ? "it" : "them") in\n"
    case .worktree: "wrote \(files) to the work tree\n"
    }
  }
}

extension FileChange {
  /// What happens to the file, in one word.
  var verb: String {
    guard after != nil else { return "remove" }
    return before == nil ? "create" : "update"
  }
}

extension SyncOutcome {
  /// The references that are written anew: in sources, then in hand edits.
  var mendedReferences: [ReferenceFixes.Fix] {
    (references?.documents.flatMap(\.fixes) ?? []) + plan.followed
  }

  /// The exit code: what could not be done; for a dry run also what would be.
  func verdict(isDryRun: Bool) -> Verdict {
    let verdict = unsettled.isEmpty ? plan.syncVerdict : max(.conflict, plan.syncVerdict)
    return isDryRun && plan.changesOutputs ? max(.drift, verdict) : verdict
  }
}
