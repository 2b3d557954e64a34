import AgentModel
import AgentSync
import Git

/// What `memory list` answers.
struct MemoryListAnswer: Answer {
  let memory: Memory

  struct Record: Encodable {
    let version = recordVersion
    let command = "memory list"
    let settlements: [SettlementRecord]
    let problems: [ProblemRecord]
  }

  var record: Record {
    Record(
      settlements: memory.remembered.map { SettlementRecord($0, withTexts: false) },
      problems: problems.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { memory.problems }

  func text(_ style: Style, isVerbose: Bool) -> String {
    guard !memory.isEmpty else { return "no settled conflict is remembered\n" }
    var answers: [ObjectID: Int] = [:]
    for item in memory.remembered { answers[item.settlement.key.disagreement, default: 0] += 1 }
    return memory.remembered.map { item in
      let key = item.settlement.key
      let isOneOfMany = answers[key.disagreement] != 1
      let name = MemoryText.name(key, memory.abbreviation, isWhole: isOneOfMany)
      let date = style.paint(String(item.settlement.settledDate.prefix(10)), .faint)
      return "\(style.paint(name, .yellow)) \(date) \(MemoryText.summary(item))\n"
    }.joined()
  }
}

/// What `memory show` answers.
struct MemoryShowAnswer: Answer {
  let found: [Remembered]
  let problems: [Problem]

  struct Record: Encodable {
    let version = recordVersion
    let command = "memory show"
    let settlements: [SettlementRecord]
    let problems: [ProblemRecord]
  }

  var record: Record {
    Record(
      settlements: found.map { SettlementRecord($0, withTexts: true) },
      problems: problems.map(ProblemRecord.init)
    )
  }

  func text(_ style: Style, isVerbose: Bool) -> String {
    found.map { item in
      let settlement = item.settlement
      let texts = [
        ("base", settlement.disagreement.base), ("ours (hand edit)", settlement.disagreement.ours),
        ("generated", settlement.disagreement.theirs), ("settled as", settlement.resolution),
      ]
      return style.paint(settlement.key.description, .yellow)
        + "\n\(MemoryText.summary(item))\n\(settlement.settledDate)\n"
        + texts.map { "\n\($0):\n\(MemoryText.indented($1))" }.joined()
    }.joined(separator: "\n")
  }
}

/// What `memory forget` answers.
struct MemoryForgetAnswer: Answer {
  let found: [Remembered]
  /// How many of a key's digits are shown.
  let digits: Int
  let problems: [Problem]

  struct Record: Encodable {
    let version = recordVersion
    let command = "memory forget"
    let forgotten: [String]
    let problems: [ProblemRecord]
  }

  var record: Record {
    Record(
      forgotten: found.map(\.settlement.key.description),
      problems: problems.map(ProblemRecord.init)
    )
  }

  func text(_ style: Style, isVerbose: Bool) -> String {
    found.map { item in
      let name = MemoryText.name(item.settlement.key, digits, isWhole: true)
      return "forgot \(style.paint(name, .yellow)) \(MemoryText.summary(item))\n"
    }.joined()
  }
}

/// What `memory push` and `memory fetch` answer.
struct MemoryExchangeAnswer: Answer {
  let exchange: MemoryExchange
  /// `push` or `fetch`.
  let word: String

  struct Record: Encodable {
    let version = recordVersion
    let command: String
    let remote: String
    let found: Bool
    let settlements: Int
    let pushed: String?
    let problems: [ProblemRecord]
  }

  var record: Record {
    Record(
      command: "memory \(word)",
      remote: exchange.remote,
      found: exchange.count != nil,
      settlements: exchange.count ?? 0,
      pushed: exchange.pushed?.hex,
      problems: problems.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { exchange.problems }

  func text(_ style: Style, isVerbose: Bool) -> String {
    let remote = "'\(exchange.remote.escapedForTerminal)'"
    guard let count = exchange.count else {
      return "\(remote) has no memory of settled conflicts\n"
    }
    let conflicts = count == 1 ? "1 settled conflict" : "\(count) settled conflicts"
    let news =
      exchange.pushed.map { "pushed as \($0.short); " }
      ?? (word == "push" ? "nothing to push; " : "")
    return "\(news)\(remote) remembers \(conflicts)\n"
  }
}

/// How settled conflicts read on a terminal.
enum MemoryText {
  /// A key, cut short.
  static func name(_ key: SettlementKey, _ digits: Int, isWhole: Bool) -> String {
    let name = String(key.disagreement.hex.prefix(digits))
    return isWhole ? "\(name)/\(key.resolution.short)" : name
  }

  /// `tools: kept both (own, 'origin')`.
  static func summary(_ item: Remembered) -> String {
    let settlement = item.settlement
    let place =
      switch settlement.disagreement.place {
      case .frontMatter(let keys): keys.joined(separator: ".")
      case .section(""): "\(settlement.kind.rawValue) above the first heading"
      case .section(let heading): "\(settlement.kind.rawValue) in '\(heading)'"
      }
    let sources = item.sources.map { source in
      switch source {
      case .own: "own"
      case .remote(let name): "'\(name)'"
      }
    }
    let words = "\(place): \(settlement.outcome.words) (\(sources.joined(separator: ", ")))"
    return words.escapedForTerminal
  }

  /// The lines of a text, set off; nothing is said to be so.
  static func indented(_ text: [UInt8]) -> String {
    guard !text.isEmpty else { return "    (nothing)\n" }
    return String(decoding: text, as: UTF8.self).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    .dropLast().map { $0.isEmpty ? "\n" : "    \(String($0).escapedForTerminal)\n" }.joined()
  }
}
