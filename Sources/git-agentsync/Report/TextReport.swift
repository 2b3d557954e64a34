import AgentModel
import AgentSync
import Git

/// How problems read on a terminal: `error: path:line:column: message [code]`, and what to do below.
enum TextReport {
  /// A problem that stopped the command.
  static func failure(_ problem: Problem) -> String {
    let style = Style(isColoured: Terminal.standardError.takesColours)
    let text = line(problem, word: style.paint("fatal", .red), style) + hint(problem, style)
    return text.withoutRunnerCommands
  }

  /// A problem that kept something from being done, and nobody from going on.
  static func warning(_ problem: Problem) -> String {
    let style = Style(isColoured: Terminal.standardError.takesColours)
    let text = line(problem, word: style.paint("warning", .yellow), style) + hint(problem, style)
    return text.withoutRunnerCommands
  }

  /// The problems beside an answer.
  ///
  /// Where several of one code in a row have the same hint, it stands once, below the last of them.
  static func lines(_ problems: [Problem], style: Style) -> String {
    var text = ""
    for (index, problem) in problems.enumerated() {
      let word =
        switch problem.severity {
        case .error: style.paint("error", .red)
        case .warning: style.paint("warning", .yellow)
        case .info: style.paint("note", .cyan)
        }
      text += line(problem, word: word, style)
      let next = index + 1 < problems.count ? problems[index + 1] : nil
      if next?.code != problem.code || next?.hint != problem.hint { text += hint(problem, style) }
    }
    return text
  }

  private static func line(_ problem: Problem, word: String, _ style: Style) -> String {
    let place = problem.place.map { "\($0.text): " } ?? ""
    let message = problem.message.escapedForTerminal
    let code = style.paint("[\(problem.code.rawValue)]", .faint)
    return "\(word): \(place)\(message) \(code)\n"
  }

  private static func hint(_ problem: Problem, _ style: Style) -> String {
    problem.hint.map { "\(style.paint("hint", .yellow)): \($0.escapedForTerminal)\n" } ?? ""
  }
}

extension Problem.Place {
  /// `path:line:column`, as editors and compilers write it.
  var text: String {
    var text = path.string.escapedForTerminal
    if let line { text += ":\(line)" }
    if line != nil, let column { text += ":\(column)" }
    return text
  }
}
