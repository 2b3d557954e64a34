import AgentModel
import Git
import TestSupport

@testable import AgentSync

/// Laws about single lines, which hold however the history came about.
extension HistoryRun {
  /// A line of generated text that a person took out of an output does not come back with a sync.
  ///
  /// A line that its source lost and got again is a new one; so only those are judged that the sources
  /// held all the time, with one configuration.
  func judgeDeletions(
    _ outcome: SyncOutcome,
    in checkout: Checkout,
    from before: [String: String]
  ) throws {
    let after = try checkout.outputs()
    for (path, text) in after {
      guard let old = before[path] else { continue }
      let lines = Set(text.split(separator: "\n").map(String.init))
        .subtracting(old.split(separator: "\n").map(String.init))
      for line in lines.intersection(cutLines).sorted()
      where try isCut(line, from: path, in: checkout) {
        throw HistoryFailure(
          law: .keepsDeletions,
          text: "'\(path)' holds again what was taken out of it: \(line)\n\(text)"
        )
      }
    }
  }

  private func isCut(_ line: String, from path: String, in checkout: Checkout) throws -> Bool {
    guard try count(["log", "--format=%h", "HEAD", "--", ".agentsync.yml"], checkout) == 1,
      try count(["log", "--format=%h", "--diff-filter=D", "HEAD", "--", path], checkout) == 0
    else { return false }
    var commits: [String: [String]] = [:]
    for row in try checkout.git("rev-list", "--parents", "HEAD").split(separator: "\n") {
      let ids = row.split(separator: " ").map(String.init)
      commits[ids[0]] = Array(ids.dropFirst())
    }
    var inSource: Set<String> = []
    var inOutput: Set<String> = []
    for commit in commits.keys {
      let found = try checkout.attempt("grep", "-l", "-F", "-x", "-e", line, commit, "--")
      for name in found.text.split(separator: "\n") {
        if name.hasPrefix("\(commit):agents/") { inSource.insert(commit) }
        if name == "\(commit):\(path)" { inOutput.insert(commit) }
      }
    }
    var isCut = false
    for (commit, parents) in commits {
      if !inSource.contains(commit), !inSource.isDisjoint(with: parents) { return false }
      guard parents.count == 1, inSource.contains(parents[0]), inOutput.contains(parents[0]),
        !inOutput.contains(commit)
      else { continue }
      isCut = true
    }
    return isCut
  }

  private func count(_ arguments: [String], _ checkout: Checkout) throws -> Int {
    try runGit(
      arguments,
      in: checkout.folder,
      input: nil,
      environment: checkout.keeper.environment
    ).text.split(separator: "\n").count
  }

  /// What an edited output has beyond the generated text was typed, or somebody put it there.
  func judgeStaleLines(_ outcome: SyncOutcome, in checkout: Checkout) throws {
    let edited = outcome.plan.rows.filter { $0.state == .edited }.map(\.path)
    guard !edited.isEmpty else { return }
    let basis = try PlanBasis(
      try scan(.head, in: try checkout.open()),
      in: try checkout.open(),
      work: Work(workers: 1),
      store: DocumentStore()
    )
    let generated = Dictionary(
      basis.generated.map { made in
        (made.output.path, String(decoding: made.output.text, as: UTF8.self))
      },
      uniquingKeysWith: { first, _ in first }
    )
    for path in edited {
      guard let made = generated[path], checkout.exists(path.string) else { continue }
      // A list that was merged is numbered anew.
      let known = Set(made.split(separator: "\n").map { String($0).unnumbered })
        .union(broughtBack.map(\.unnumbered))
      let lines = try checkout.read(path.string).split(separator: "\n").map(String.init)
      let stale = lines.filter { line in
        !known.contains(line.unnumbered) && line.isMarked && line.typedMarks.isEmpty
      }
      guard let line = stale.first else { continue }
      throw HistoryFailure(
        law: .keepsNothingStale,
        text: "\(stale.count) in '\(path)', the first one: \(line)"
      )
    }
  }
}

extension String {
  /// The line without the number of its list item.
  fileprivate var unnumbered: String { replacing(#/^\d+\. /#, with: "") }

  /// Whether a line of a source says where it comes from.
  fileprivate var isMarked: Bool {
    words.contains { $0.hasPrefix("source-") || $0.wholeMatch(of: /a\d-.*/) != nil }
  }
}
