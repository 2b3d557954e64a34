import Git
import TestSupport

@testable import AgentSync

/// Merges by plain git, and the person who settles what it can't.
extension HistoryRun {
  /// Merges a branch into the present one; where both differ also the other way round, and compares.
  func merge(_ random: inout SeededRandom, _ chances: UInt64) throws {
    let others = branches.filter { $0 != branch }
    guard let other = others.randomElement(using: &random) else { return note("is the only one") }
    let ours = try main.head()
    let theirs = try main.git("rev-parse", other)
    let forward = try main.git("merge-base", ours, theirs)
    let isForced = random.chance(30)
    let options = isForced ? ["--no-ff"] : []
    let person = Person(chances: chances, isBackwards: false)
    let conflicts = try person.merge(other, options, in: main)
    note("merges \(other): \(conflicts.isEmpty ? "clean" : conflicts.joined(separator: "; "))")
    guard forward != ours, forward != theirs else { return }
    try noteMixtures(ours, theirs)
    try compareWithOtherWay(ours, theirs, chances)
  }

  private func compareWithOtherWay(_ ours: String, _ theirs: String, _ chances: UInt64) throws {
    let there = try mirror()
    let merged = try main.head()
    try there.git("checkout", "--quiet", "--detach", theirs)
    let person = Person(chances: chances, isBackwards: true)
    _ = try person.merge(ours, [], in: there)
    // A pristine file is merged as a union, in the order of the sides; the sync mends that.
    guard try listing(there, "HEAD") == listing(main, merged) else {
      return note("the other way round comes out otherwise by git alone")
    }
    let backwards = try syncedListing(there)
    try there.git("checkout", "--quiet", "--detach", merged)
    let onwards = try syncedListing(there)
    guard backwards.rows != onwards.rows || backwards.files != onwards.files else { return }
    throw HistoryFailure(
      law: .ignoresMergeOrder,
      text:
        "merged one way: \(onwards.rows)\nthe other way: \(backwards.rows)\nfiles that differ:\n"
        + onwards.files.symmetricDifference(backwards.files).sorted().joined(separator: "\n")
    )
  }

  /// Remembers outputs that only one side had and that are not as it had them.
  private func noteMixtures(_ ours: String, _ theirs: String) throws {
    let merged = try outputs("HEAD")
    let left = try outputs(ours)
    let right = try outputs(theirs)
    for (path, blob) in merged {
      guard let only = left[path] == nil ? right[path] : right[path] == nil ? left[path] : nil,
        only != blob
      else { continue }
      mixedOutputs.insert(path)
      note("git moved text of another output into \(path)")
    }
  }

  /// The blobs of a commit's outputs, by path.
  private func outputs(_ commit: String) throws -> [String: String] {
    let lines = try main.git("ls-tree", "-r", commit, "--", ".github").split(separator: "\n")
    return Dictionary(
      lines.compactMap { line in
        let parts = line.split(separator: "\t")
        return parts.count == 2 ? (String(parts[1]), String(parts[0])) : nil
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private func syncedListing(_ checkout: Checkout) throws -> (rows: [String], files: Set<String>) {
    let before = try checkout.outputs()
    let outcome = try synchronised(in: checkout)
    try judge(outcome, in: checkout, from: before)
    let isSettled = !outcome.plan.rows.contains(where: \.isRefused)
    let rows = outcome.plan.rows.map { "\($0.path) \($0.state.rawValue)" }
    return (rows, try listing(checkout, "HEAD", withPristine: isSettled))
  }

  private func listing(
    _ checkout: Checkout,
    _ commit: String,
    withPristine: Bool = false
  ) throws -> Set<String> {
    let lines = try checkout.git("ls-tree", "-r", commit).split(separator: "\n").map(String.init)
    return Set(lines.filter { withPristine || !$0.contains("\t\(Pristine.folder)/") })
  }
}

/// Somebody who merges with plain git and settles conflicts, alike from whichever side they merge.
struct Person {
  let chances: UInt64
  /// Whether the sides are the other way round: ours is what the other merge calls theirs.
  let isBackwards: Bool

  private enum Choice {
    case first
    case second
    case both
  }

  /// Merges and commits; returns what git said of conflicts.
  func merge(_ other: String, _ options: [String], in checkout: Checkout) throws -> [String] {
    let answer = try runGit(
      ["merge", "--quiet", "--no-edit"] + options + [other],
      in: checkout.folder,
      input: nil,
      environment: checkout.keeper.environment
    )
    guard answer.status != 0 else { return [] }
    let unmerged = try checkout.git("ls-files", "--unmerged")
    guard !unmerged.isEmpty else {
      throw HistoryFailure(law: .answers, text: "git can't merge \(other): \(answer.complaint)")
    }
    var stages: [String: Set<Character>] = [:]
    for line in unmerged.split(separator: "\n") {
      let parts = line.split(separator: "\t")
      guard parts.count == 2, let stage = parts[0].last else { continue }
      stages[String(parts[1]), default: []].insert(stage)
    }
    for (path, found) in stages.sorted(by: { $0.key < $1.key }) {
      try settle(path, found, in: checkout)
    }
    try checkout.git("add", "--all")
    try checkout.git("commit", "--quiet", "--no-edit")
    return answer.text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("CONFLICT") }
  }

  /// Takes one side of what can't be put together, always the same; of texts a side or both, place by place.
  private func settle(_ path: String, _ stages: Set<Character>, in checkout: Checkout) throws {
    var random = SeededRandom(seed: chances)
    let takesFirst = random.chance(50)
    let first: Character = isBackwards ? "3" : "2"
    let second: Character = isBackwards ? "2" : "3"
    let isInBoth = stages.contains(first) && stages.contains(second)
    guard isInBoth || stages.contains(takesFirst ? first : second) else {
      if checkout.exists(path) { try checkout.remove(path) }
      return
    }
    // A file that only one side moved or kept may stand there with the other's changes in conflict.
    guard checkout.exists(path) else {
      let side = stages.contains("2") ? "--ours" : "--theirs"
      try checkout.git("checkout", side, "--", path)
      return
    }
    let isText = path.hasPrefix("agents/") || path.hasPrefix(".github/")
    let only: Choice? = isText ? nil : takesFirst ? .first : .second
    try checkout.write(path, settled(try checkout.read(path), path, only))
  }

  private func settled(_ text: String, _ path: String, _ only: Choice?) -> String {
    var random = SeededRandom(
      seed: path.utf8.reduce(chances) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    )
    var lines: [Substring] = []
    var ours: [Substring]?
    var theirs: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<<<<<<< ") {
        ours = []
      } else if line == "=======", ours != nil, theirs == nil {
        theirs = []
      } else if line.hasPrefix(">>>>>>> "), let left = ours, let right = theirs {
        let (first, second) = isBackwards ? (right, left) : (left, right)
        let isInFrontMatter = lines.first == "---" && lines.count { $0 == "---" } < 2
        switch only ?? choice(&random, isInFrontMatter: isInFrontMatter) {
        case .first: lines += first
        case .second: lines += second
        case .both: lines += first + second
        }
        ours = nil
        theirs = nil
      } else if theirs != nil {
        theirs?.append(line)
      } else if ours != nil {
        ours?.append(line)
      } else {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n")
  }

  // Both sides of a front matter would give its keys twice.
  private func choice(_ random: inout SeededRandom, isInFrontMatter: Bool) -> Choice {
    switch Int.random(in: 0..<3, using: &random) {
    case 0 where !isInFrontMatter: .both
    case 1: .first
    default: .second
    }
  }
}
