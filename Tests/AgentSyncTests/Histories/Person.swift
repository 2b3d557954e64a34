import Git
import TestSupport

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
    guard !(try settleAll(in: checkout)).isEmpty else {
      throw HistoryFailure(law: .answers, text: "git can't merge \(other): \(answer.complaint)")
    }
    try checkout.git("commit", "--quiet", "--no-edit")
    return answer.text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("CONFLICT") }
  }

  /// Settles every conflict and stages all; returns the paths that were in conflict.
  func settleAll(in checkout: Checkout) throws -> [String] {
    let unmerged = try checkout.git("ls-files", "--unmerged")
    var stages: [String: Set<Character>] = [:]
    for line in unmerged.split(separator: "\n") {
      let parts = line.split(separator: "\t")
      guard parts.count == 2, let stage = parts[0].last else { continue }
      stages[String(parts[1]), default: []].insert(stage)
    }
    for (path, found) in stages.sorted(by: { $0.key < $1.key }) {
      try settle(path, found, in: checkout)
    }
    if !stages.isEmpty { try checkout.git("add", "--all") }
    return stages.keys.sorted()
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
      if line.isMarker("<") {
        ours = []
      } else if line.isMarker("="), ours != nil, theirs == nil {
        theirs = []
      } else if line.isMarker(">"), let left = ours, let right = theirs {
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

extension Substring {
  /// Whether the line is one of git's markers; they are longer where a file was renamed on both sides.
  fileprivate func isMarker(_ character: Character) -> Bool {
    let run = prefix { $0 == character }
    return run.count >= 7 && (run.endIndex == endIndex || self[run.endIndex] == " ")
  }
}
