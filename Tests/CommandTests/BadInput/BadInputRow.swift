import Foundation
import Testing

/// A row of the table of bad input: what is tried, and what must be said of it.
struct BadInputRow: Sendable, CustomTestStringConvertible {
  let number: Int
  /// The input, in the row's own words.
  let title: String
  /// The configuration of the base; nil is none.
  var config: String?
  /// What is run, one after the other on the same repository.
  var commands = [BadInputRow.check]
  /// Which exit codes are of its class.
  let statuses: Set<Int32>
  /// What must be said: where a line begins, and the code that it ends in.
  var said: [(start: String, code: String)] = []
  /// Where no line may begin.
  var unsaid: [String] = []
  /// Makes of a repository with a sound agent what the row is about.
  let prepare: @Sendable (CanaryRepository) throws -> Void

  static let check = ["check", "--untrusted", "--base", "base", "--head", "HEAD"]
  /// Accepted: a new agent's outputs are not there yet.
  static let accepted: Set<Int32> = [0, 1]
  /// A file is refused, the others go on.
  static let refused: Set<Int32> = [3]
  /// The run is ended.
  static let ended: Set<Int32> = [128]

  var testDescription: String { "\(number): \(title)" }

  /// Plays the row.
  func play(_ location: SourceLocation = #_sourceLocation) throws {
    let canary = try CanaryRepository(config: config)
    try prepare(canary)
    try canary.arm()
    for command in commands {
      let words = command.joined(separator: " ")
      let run = try canary.run(command)
      canary.expectSound(run, "\(number): \(words)", location)
      let note = "\(words): \(run.said.prefix(3_000))"
      #expect(statuses.contains(run.status), "\(note)", sourceLocation: location)
      let lines = run.errorOutput.split(separator: "\n")
      for (start, code) in said {
        let isSaid = lines.contains { $0.hasPrefix(start) && $0.contains("[\(code)") }
        #expect(isSaid, "\(start) … [\(code)] in \(note)", sourceLocation: location)
      }
      for start in unsaid {
        let isSaid = lines.contains { $0.hasPrefix(start) }
        #expect(!isSaid, "\(start) in \(note)", sourceLocation: location)
      }
    }
  }
}

extension BadInputRow {
  /// A row about front matter: documents with these lines of YAML before a sound body.
  static func yaml(
    _ number: Int,
    _ title: String,
    _ code: String?,
    accepts: [String: String] = [:],
    _ refused: [String: String]
  ) -> BadInputRow {
    var row = BadInputRow(
      number: number,
      title: title,
      statuses: refused.isEmpty ? accepted : BadInputRow.refused
    ) { repository in
      let all = accepts.merging(refused) { first, _ in first }
      try repository.commit(agents: all.mapValues { "---\n\($0)\n---\n# Title\n\nText.\n" })
    }
    row.said = refused.keys.map { ("error: agents/\($0).md:", code ?? "") }
    row.unsaid = accepts.keys.map { "error: agents/\($0).md" }
    return row
  }
}
