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
      try bringBack(since: [:], at: [path])
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
