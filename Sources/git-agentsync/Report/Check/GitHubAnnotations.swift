import AgentModel
import AgentSync
import Git

/// What counts as commands that GitHub's runner reads off the log and shows beside the lines of a change.
///
/// Of each kind it shows ten a step and drops the rest, so the rest is summed up.
struct GitHubAnnotations {
  let report: CheckReport

  private static let limit = 10

  /// A line a command.
  var commands: String {
    var text = ""
    var left: [(Int, String)] = []
    for (severity, command) in [(Problem.Severity.error, "error"), (.warning, "warning")] {
      let problems = report.brought.map(\.problem).filter { $0.severity == severity }
      for problem in problems.prefix(Self.limit) { text += line(command, problem) }
      left.append((problems.count - Self.limit, command))
    }
    left.append((report.brought.count { $0.problem.severity == .info }, "note"))
    let words = left.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    if !words.isEmpty {
      let told = "\(words.joined(separator: ", ")) more than are shown here: see the step's summary"
      text += "::notice title=git agentsync check::\(Self.data(told))\n"
    }
    return text
  }

  private func line(_ command: String, _ problem: Problem) -> String {
    var properties: [String] = []
    if let place = problem.place {
      properties.append("file=\(Self.property(place.path.string))")
      if let line = place.line { properties.append("line=\(line)") }
      if place.line != nil, let column = place.column { properties.append("col=\(column)") }
    }
    properties.append("title=\(Self.property(problem.code.rawValue))")
    var words = problem.message.escapedForTerminal
    if let hint = problem.hint { words += "\n\(hint.escapedForTerminal)" }
    return "::\(command) \(properties.joined(separator: ","))::\(Self.data(words))\n"
  }

  /// The text behind a command.
  static func data(_ text: String) -> String {
    text.withoutRunnerCommands.writing(encoded)
  }

  /// A value of a property; the runner decodes what is encoded here, so that a path is found.
  static func property(_ text: String) -> String {
    text.writing { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: encoded(scalar)
      }
    }.withoutRunnerCommands
  }

  private static func encoded(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "%": "%25"
    case "\r": "%0D"
    case "\n": "%0A"
    default: nil
    }
  }

  /// The most bytes that GitHub takes for the summary of a step, whoever wrote them.
  private static let summaryLimit = 1 << 20

  /// Adds the summary of the step where the runner asks for one.
  ///
  /// A summary that can't be written doesn't change the verdict, so that is told as a warning.
  func addSummary(_ environment: [String: String] = ProcessEnvironment.current) {
    guard let file = environment["GITHUB_STEP_SUMMARY"], !file.isEmpty else { return }
    do throws(Problem) {
      let text = CheckMarkdown(report, limit: Self.summaryLimit / 4).text
      try appendReport(text, to: file, limit: Self.summaryLimit)
    } catch {
      Terminal.standardError.write(TextReport.warning(error))
    }
  }
}
