import Foundation
import SystemPackage
import TestSupport

/// A random run as it is played in a real repository.
final class RandomHookRun {
  private let scene: HookScene
  private let plan: RandomHookSteps
  private var trace: [String] = []
  /// The words of all lines that were typed.
  private var typed: Set<Substring> = []
  private var before: HookSnapshot

  /// Plays a run; nil where every law holds.
  static func failure(of plan: RandomHookSteps) -> HookFailure? {
    var run: RandomHookRun?
    do {
      let made = try RandomHookRun(plan)
      run = made
      try made.play()
      return nil
    } catch var failure as HookFailure {
      failure.trace = run?.trace ?? []
      return failure
    } catch {
      return HookFailure(law: .answers, text: "\(error)", trace: run?.trace ?? [])
    }
  }

  private init(_ plan: RandomHookSteps) throws {
    self.plan = plan
    scene = try HookScene()
    try scene.run(
      """
      mkdir agents/modules
      printf '# Plan\\n\\nPlan first.\\n\\n## Ask\\n\\nAsk then.\\n' >agents/modules/plan.md
      sed -i 's/^A tip.*/&\\nFollow @modules\\/plan.md first./' agents/ada.md
      git add -A; git commit -qm parts
      git checkout -qb side; own ada; own bob; git commit -qanm side; git checkout -q main; own eve
      git commit -qam main; : >"$SANDBOX/typed"
      """
    )
    before = try HookSnapshot(of: scene)
  }

  private func play() throws {
    for step in plan.steps {
      var random = SeededRandom(seed: step.chances)
      trace.append("\(step.number). \(step.kind.rawValue)")
      switch step.kind {
      case .typeSource: try type("agents", step, &random)
      case .typeOutput: try type(".github/prompts", step, &random)
      case .typePart: try type("agents/modules", step, &random)
      case .typeBoth:
        try type("agents", step, &random)
        try type(".github/prompts", step, &random)
      case .cutSource: try cut(&random)
      case .configure: try configure(&random)
      default: try command(step, &random)
      }
    }
    try judgeEnd()
  }

  // MARK: - Edits

  private func files(_ folder: String) -> [String] {
    let place = scene.root.pushing(FilePath(folder)).string
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
  }

  private func read(_ path: String) throws -> [Substring] {
    let data = try Data(contentsOf: URL(filePath: scene.root.pushing(FilePath(path)).string))
    return String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  private func write(_ path: String, _ lines: [Substring]) throws {
    let place = scene.root.pushing(FilePath(path)).string
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: place))
  }

  /// The lines below the front matter.
  private func body(_ lines: [Substring]) -> Range<Int> {
    let fences = lines.indices.filter { lines[$0] == "---" }
    let start = lines.first == "---" && fences.count > 1 ? fences[1] + 1 : 0
    return min(start + 1, lines.count)..<lines.count
  }

  private func type(
    _ folder: String,
    _ step: RandomHookSteps.Step,
    _ random: inout SeededRandom
  ) throws {
    guard let path = files(folder).randomElement(using: &random) else { return }
    var lines = try read(path)
    guard let place = body(lines).randomElement(using: &random) else { return }
    let word = "typed-\(folder == ".github/prompts" ? "o" : "s")\(step.number)-"
    typed.insert(Substring(word))
    let isItem = lines[place].hasPrefix("- ")
    lines.insert(contentsOf: isItem ? ["- an item \(word)"] : ["A line \(word)", ""], at: place)
    try write(path, lines)
    trace.append("  \(path):\(place + 1)")
    before.type(Substring(word), into: path)
  }

  /// Takes out a line that the library began with; what was typed stays.
  private func cut(_ random: inout SeededRandom) throws {
    guard let path = files("agents").randomElement(using: &random) else { return }
    var lines = try read(path)
    let places = body(lines).filter { lines[$0].hasPrefix("- ") && !lines[$0].contains("typed-") }
    guard let place = places.randomElement(using: &random) else { return }
    lines.remove(at: place)
    try write(path, lines)
    trace.append("  \(path):\(place + 1)")
    before.type(nil, into: path)
  }

  private func configure(_ random: inout SeededRandom) throws {
    let modes =
      ["stage", "stage", "stage", "separate", "check", "off"].randomElement(using: &random) ?? ""
    let merges = ["sync", "sync", "report", "off"].randomElement(using: &random) ?? ""
    let gate = ["off", "off", "check"].randomElement(using: &random) ?? ""
    let line = "hooks: {pre-commit: \(modes), post-merge: \(merges), pre-merge-commit: \(gate)}"
    let old = try read(".agentsync.yml").filter { !$0.hasPrefix("hooks:") && !$0.isEmpty }
    try write(".agentsync.yml", old + [Substring(line), ""])
    trace.append("  \(line)")
    before.type(nil, into: ".agentsync.yml")
  }

  // MARK: - Commands

  private func command(_ step: RandomHookSteps.Step, _ random: inout SeededRandom) throws {
    if step.kind.isMerging, random.chance(70) { try tidy() }
    let script = HookScript(step: step, sources: files("agents"))
    try take(script.text(&random), step.kind)
  }

  /// Commits all there is, with hooks; without where these refuse.
  private func tidy() throws {
    try take("git add -A; git commit -qm tidy", nil)
    guard !before.staged.isEmpty else { return }
    try take("git add -A; git commit -qnm tidy", .commitUnseen)
  }

  /// Runs a script of git, and judges what it left.
  private func take(_ script: String, _ kind: RandomHookSteps.Step.Kind?) throws {
    let isCommit = kind?.isCommit ?? true
    let answer = try scene.attempt(HookScript.prelude + script)
    trace.append("  \(script.replacing("\n", with: "; ")): \(answer.status)")
    for line in answer.errorOutput.split(separator: "\n") where line.contains("agentsync") {
      trace.append("    \(line)")
    }
    let after = try HookSnapshot(of: scene, former: before)
    if isCommit {
      try judge(answer, after, kind)
    } else {
      try after.requireTidy()
    }
    before = after
    try requireWords(after)
  }

  // MARK: - Judgement

  private func judge(
    _ answer: HookScene.Answer,
    _ after: HookSnapshot,
    _ kind: RandomHookSteps.Step.Kind?
  ) throws {
    try after.requireTidy()
    let torn = before.work.subtracting(after.work)
    guard torn.isEmpty else { throw HookFailure(law: .keepsWorkTree, text: "\(torn.sorted())") }
    let gone = before.all.subtracting(after.all)
    guard gone.isEmpty else { throw HookFailure(law: .keepsPresent, text: "\(gone.sorted())") }
    let soiled = after.changed.subtracting(before.changed)
    guard soiled.isEmpty else {
      throw HookFailure(
        law: .leavesWorkTreeClean,
        text: "\(soiled.sorted())\n\(answer.errorOutput)"
      )
    }
    guard answer.status == 0 else { return }
    if kind != .commitPath, !after.staged.isEmpty {
      throw HookFailure(law: .leavesIndexAlone, text: "\(after.staged.sorted())")
    }
    guard after.isStaging, before.outOfStep.isEmpty else { return }
    let unnamed = after.outOfStep.filter { !answer.errorOutput.contains($0) }
    guard unnamed.isEmpty else {
      throw HookFailure(law: .commitsOutputs, text: "\(unnamed.sorted())\n\(answer.errorOutput)")
    }
  }

  /// Looks for what is in none of the usual places everywhere.
  private func requireWords(_ after: HookSnapshot) throws {
    let missing = typed.subtracting(after.all)
    guard !missing.isEmpty else { return }
    let found = try scene.run(HookSnapshot.everywhere).output.split(separator: "\n")
    let lost = missing.subtracting(found)
    guard lost.isEmpty else { throw HookFailure(law: .keepsWords, text: "\(lost.sorted())") }
  }

  private func judgeEnd() throws {
    try requireWords(try HookSnapshot(of: scene, former: before))
    let answer = try scene.attempt("git fsck --strict --no-dangling")
    guard answer.status == 0 else {
      throw HookFailure(law: .leavesSoundRepository, text: answer.errorOutput)
    }
  }
}
