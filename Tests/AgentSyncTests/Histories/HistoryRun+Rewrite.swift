import Git
import TestSupport

@testable import AgentSync

/// What git does with changes that were made before: takes them back, or makes them again elsewhere.
extension HistoryRun {
  /// Merges a branch as one commit that knows nothing of it.
  func squash(_ random: inout SeededRandom, _ chances: UInt64) throws {
    let others = branches.filter { $0 != branch }
    guard let other = others.randomElement(using: &random) else { return note("is the only one") }
    let before = try main.outputs()
    let there = try mirror()
    try there.git("checkout", "--quiet", "--detach", other)
    let isInStep = try check(try there.open(), CheckOptions()).verdict == .inStep
    let answer = try main.attempt("merge", "--quiet", "--squash", other)
    note("squashes \(other), \(isInStep ? "in step" : "not in step")")
    guard try isSettled(answer, &random, chances) else {
      try main.git("reset", "--quiet", "--hard")
      return
    }
    try main.commit("squash \(other)")
    // What the branch had not synced, or edited by hand, is told from nothing any more; nor is an output
    // that comes without its source, because this branch has that source already or took it back.
    if try !isInStep || bringsOutputsAlone() { try noteByHand(since: before) }
  }

  /// Puts the branch's own commits on top of another branch.
  func rebase(_ random: inout SeededRandom, _ chances: UInt64) throws {
    let others = branches.filter { $0 != branch }
    guard let other = others.randomElement(using: &random) else { return note("is the only one") }
    var answer = try main.attempt("rebase", "--quiet", other)
    note("is rebased on \(other)")
    while answer.status != 0 {
      guard try isSettled(answer, &random, chances) else {
        try main.git("rebase", "--abort")
        return
      }
      answer = try main.attempt("-c", "core.editor=true", "rebase", "--continue")
    }
  }

  func cherryPick(_ random: inout SeededRandom, _ chances: UInt64) throws {
    let others = branches.filter { $0 != branch }
    guard let other = others.randomElement(using: &random) else { return note("is the only one") }
    guard let commit = try someCommit("HEAD..\(other)", &random) else {
      return note("finds no commit to pick")
    }
    try repeatCommit("cherry-pick", ["--allow-empty", "--keep-redundant-commits"], commit, &random)
  }

  func revert(_ random: inout SeededRandom, _ chances: UInt64) throws {
    guard let commit = try someCommit("HEAD", &random) else {
      return note("finds no commit to take back")
    }
    try repeatCommit("revert", ["--no-edit"], commit, &random)
  }

  /// A commit among the last ones that is no merge, nor the first.
  private func someCommit(_ range: String, _ random: inout SeededRandom) throws -> String? {
    let commits = try main.git(
      "rev-list",
      "--topo-order",
      "--min-parents=1",
      "--max-parents=1",
      "-n",
      "10",
      range
    )
    return commits.split(separator: "\n").map(String.init).randomElement(using: &random)
  }

  private func repeatCommit(
    _ command: String,
    _ options: [String],
    _ commit: String,
    _ random: inout SeededRandom
  ) throws {
    let before = try main.outputs()
    let subject = try main.git("show", "--no-patch", "--format=%s", commit)
    let answer = try runGit(
      [command] + options + [commit],
      in: main.folder,
      input: nil,
      environment: main.keeper.environment
    )
    note("\(command) '\(subject)'")
    guard try isSettled(answer, &random, random.next()) else {
      // There may be nothing left to do.
      _ = try main.attempt(command, "--abort")
      try main.git("reset", "--quiet", "--hard")
      return
    }
    if answer.status != 0 {
      try main.git("commit", "--quiet", "--allow-empty", "--no-edit")
    }
    let touched = try main.git("show", "--name-only", "--no-renames", "--format=", commit)
      .split(separator: "\n")
    guard touched.contains(where: { $0.hasPrefix(".github/") }), !wholeCommits.contains(commit)
    else { return }
    // Outputs without all of what they were made from are text that somebody puts there.
    try noteByHand(since: before)
  }

  /// Whether git could do it, or a person settled what it could not.
  private func isSettled(
    _ answer: GitProcess.Result,
    _ random: inout SeededRandom,
    _ chances: UInt64
  ) throws -> Bool {
    guard answer.status != 0 else { return true }
    guard !(try main.git("ls-files", "--unmerged")).isEmpty, random.chance(60) else {
      note("gives up: \(answer.complaint.prefix(80))")
      return false
    }
    let paths = try Person(chances: chances, isBackwards: false).settleAll(in: main)
    note("settles \(paths.joined(separator: ", "))")
    let outputs = paths.filter { $0.hasPrefix(".github/") }
    if !outputs.isEmpty {
      isUntouched = false
      try bringBack(since: [:], at: outputs)
    }
    return true
  }

  /// Whether the head changes an output without a file of its agent.
  private func bringsOutputsAlone() throws -> Bool {
    let touched = try main.git("show", "--name-only", "--no-renames", "--format=", "HEAD")
      .split(separator: "\n").map(String.init)
    return try touched.contains { path in
      guard path.hasPrefix(".github/"), main.exists(path) else { return false }
      let source = try main.read(path).sourceNamedInside ?? ""
      let folder = source.split(separator: "/").dropLast().joined(separator: "/")
      return !touched.contains { $0 == source || $0.hasPrefix("\(folder)/modules/") }
    }
  }

  private func noteByHand(since before: [String: String]) throws {
    isUntouched = false
    try bringBack(since: before)
  }

  /// Remembers the lines that a person has put into outputs since, which need not be of this day.
  func bringBack(since before: [String: String], at paths: [String]? = nil) throws {
    for (path, text) in try main.outputs() where paths?.contains(path) ?? true {
      let were = Set((before[path] ?? "").split(separator: "\n").map(String.init))
      broughtBack.formUnion(
        text.split(separator: "\n").map(String.init).filter { !were.contains($0) }
      )
    }
  }
}
