import AgentModel
import Git
import TestSupport

@testable import AgentSync

/// What must hold in every history.
enum HistoryLaw: String, CaseIterable {
  case keepsWords = "a typed line is kept, reported or saved"
  case keepsDeletions = "a line that was taken out of an output stays out of it"
  case keepsNothingStale = "a line that no source has any more is in no output"
  case staysQuiet = "after a sync there is nothing left to do"
  case followsSources = "an output that nobody touched is what its source says"
  case ignoresMergeOrder = "which branch is merged into which makes no difference"
  case leavesSoundRepository = "git finds the repository sound and clean"
  case answers = "the tool can go on from every state"
}

/// A law that was broken, and what led there.
struct HistoryFailure: Error, CustomStringConvertible {
  let law: HistoryLaw
  let text: String
  var trace: [String] = []

  var description: String {
    "broken: \(law.rawValue)\n\(text)\n\n\(trace.joined(separator: "\n"))"
  }
}

/// What people did on the present branch since anything else than an edit happened there.
///
/// Whoever can't say where a line must be after a merge or a rename can say it here.
struct FreshChanges {
  /// Lines that were taken out of outputs or changed there, by path.
  var cut: [String: Set<String>] = [:]
  /// Marks of lines that were written into documents, by path.
  var written: [String: Set<String>] = [:]
}

/// A random history as it is played in a real repository.
final class HistoryRun {
  let history: RandomHistory
  let keeper: TemporaryRepository
  let main: Checkout
  private(set) var trace: [String] = []
  var branches = ["main"]
  var branch = "main"
  /// Marks of typed lines that stand, or stood, in a source too: whoever changes the source removes them.
  var takenOver: Set<String> = []
  /// Outputs that a person had replaced: taking that back and back again loses what they held.
  var replaced: Set<String> = []
  var fresh = FreshChanges()
  /// Lines that a person took out of an output, whenever that was.
  var cutLines: Set<String> = []
  /// Generated lines that a person put into an output themselves, by bringing an old text back.
  var broughtBack: Set<String> = []
  /// Commits that took everything from in step to in step, sources and outputs together.
  var wholeCommits: Set<String> = []
  /// Whether nobody has touched an output so far.
  var isUntouched: Bool
  /// Outputs into which git's rename detection merged the text of another one.
  var mixedOutputs: Set<String> = []
  private var mirrorIfMade: Checkout?

  /// Plays a history; nil where every law holds.
  static func failure(of history: RandomHistory) -> HistoryFailure? {
    var run: HistoryRun?
    do {
      let made = try HistoryRun(history)
      run = made
      try made.play()
      return nil
    } catch var failure as HistoryFailure {
      failure.trace = run?.trace ?? []
      return failure
    } catch {
      return HistoryFailure(law: .answers, text: "\(error)", trace: run?.trace ?? [])
    }
  }

  private init(_ history: RandomHistory) throws {
    self.history = history
    isUntouched = history.setting.isHandsOff
    keeper = try TemporaryRepository()
    main = Checkout(keeper: keeper, folder: keeper.root)
  }

  /// A second work tree of the same repository, for what must not happen in the first.
  func mirror() throws -> Checkout {
    if let mirrorIfMade { return mirrorIfMade }
    let made = Checkout(keeper: keeper, folder: keeper.sandbox.appending("mirror"))
    try main.git("worktree", "add", "--quiet", "--detach", made.folder.string)
    mirrorIfMade = made
    return made
  }

  func note(_ deed: String) {
    trace.append("  \(branch): \(deed)")
  }

  private func play() throws {
    try begin()
    for step in history.steps {
      trace.append("\(step.number). \(step.kind.rawValue)")
      try take(step)
    }
    trace.append("at the end")
    for name in branches {
      try checkOut(name)
      try syncAndJudge()
    }
    let answer = try main.attempt("fsck", "--strict", "--no-dangling")
    guard answer.status == 0 else {
      throw HistoryFailure(law: .leavesSoundRepository, text: answer.complaint)
    }
  }

  private func begin() throws {
    var random = SeededRandom(seed: history.seed ^ 0xA6E7)
    trace.append("at the beginning, with\n\(history.setting.configuration)")
    try main.write(Config.path.string, history.setting.configuration)
    for number in 0..<history.setting.agentCount {
      try addAgent(named: LibraryText.names[number], mark: "a\(number)", &random)
    }
    try main.commit("agents")
    try judge(try initialize(try main.open(), InitOptions()), in: main, from: [:])
  }

  private func take(_ step: RandomHistory.Step) throws {
    var random = SeededRandom(seed: step.chances)
    let source = "source-\(step.number)"
    let typed = "typed-\(step.number)"
    if !step.kind.isPlainEdit { fresh = FreshChanges() }
    switch step.kind {
    case .editSource: try editSource(source, &random, commits: true)
    case .describeSource: try describeSource(source, &random)
    case .editPart: try editPart(source, &random)
    case .addAgent: try addAgent(source, &random)
    case .removeAgent: try removeAgent(&random)
    case .renameAgent: try renameAgent(source, &random)
    case .moveAgent: try moveAgent(&random)
    case .configure: try configure(&random)
    case .type: try type(typed, &random)
    case .changeOutput: try changeOutput(typed, &random)
    case .cutOutput: try cutOutput(&random)
    case .deleteOutput: try deleteOutput(&random)
    case .restoreOutput: try restoreOutput(&random)
    case .takeOver: try takeOver(&random)
    case .typeUnsaved: try typeUnsaved(typed, source, &random)
    case .sync: try syncAndJudge()
    case .syncStaged: try syncByHand(.staged, source, &random)
    case .syncWorktree: try syncByHand(.worktree, source, &random)
    case .settle: try settle(&random)
    case .undo: try undoLast()
    case .branch: try branchOff(step.number)
    case .switchBranch: try switchBranch(&random)
    case .merge: try merge(&random, step.chances)
    case .squash: try squash(&random, step.chances)
    case .rebase: try rebase(&random, step.chances)
    case .cherryPick: try cherryPick(&random, step.chances)
    case .revert: try revert(&random, step.chances)
    }
  }

  // MARK: - Branches

  private func branchOff(_ number: Int) throws {
    guard branches.count < 4 else { return note("has enough branches") }
    let name = "b\(number)"
    try main.git("checkout", "--quiet", "-b", name)
    note("becomes \(name)")
    branches.append(name)
    branch = name
  }

  private func switchBranch(_ random: inout SeededRandom) throws {
    let others = branches.filter { $0 != branch }
    guard let name = others.randomElement(using: &random) else { return note("is the only one") }
    try checkOut(name)
  }

  func checkOut(_ name: String) throws {
    guard name != branch else { return }
    try main.git("checkout", "--quiet", name)
    fresh = FreshChanges()
    branch = name
    note("is checked out")
  }
}
