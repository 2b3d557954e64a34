import AgentModel
import AgentSync
import Foundation

/// Where a command's answer goes: text for people, or JSON.
struct Report {
  enum Format {
    case text
    case json
  }

  let format: Format
  let style: Style
  let isQuiet: Bool
  let isVerbose: Bool

  /// Prints an answer in the form that was asked for.
  func print(_ answer: some Answer) {
    switch format {
    case .json: Terminal.standardOutput.write(Report.json(answer.record))
    case .text:
      let text = answer.text(style, isVerbose: isVerbose)
      if !isQuiet, !text.isEmpty { Terminal.standardOutput.write(text.withoutRunnerCommands) }
      let shown = answer.problems.filter { problem in
        (!isQuiet || problem.severity == .error) && (problem.severity > .info || isVerbose)
      }
      if !shown.isEmpty {
        let lines = TextReport.lines(shown, style: style)
        Terminal.standardError.write(lines.withoutRunnerCommands)
      }
    }
  }

  /// A record as JSON, the keys sorted.
  static func json(_ record: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(record) else {
      preconditionFailure("BUG: an answer is made of text, numbers and lists")
    }
    let text = String(decoding: data, as: UTF8.self)
    return text.escapedInJSON.withoutRunnerCommandsInJSON + "\n"
  }
}

/// What a command found out: said in text, or as a record of the documented JSON schema.
protocol Answer {
  associatedtype Record: Encodable

  var record: Record { get }
  /// What goes to standard error, in text form.
  var problems: [Problem] { get }
  func text(_ style: Style, isVerbose: Bool) -> String
}
