import AgentModel
import AgentSync
import Git

/// How problems read on a terminal: `error: path:line:column: message [code]`, and what to do below.
enum TextReport {
  /// A problem that stopped the command.
  static func failure(_ problem: Problem) -> String {
    let style = Style(isColoured: Terminal.standardError.takesColours)
    return text(problem, word: style.paint("fatal", .red), style)
  }

  /// A problem beside an answer.
  static func line(_ problem: Problem, style: Style) -> String {
    let word =
      switch problem.severity {
      case .error: style.paint("error", .red)
      case .warning: style.paint("warning", .yellow)
      case .info: style.paint("note", .cyan)
      }
    return text(problem, word: word, style)
  }

  private static func text(_ problem: Problem, word: String, _ style: Style) -> String {
    let place = problem.place.map { "\($0.text): " } ?? ""
    let message = problem.message.escapedForTerminal
    let code = style.paint("[\(problem.code.rawValue)]", .faint)
    let hint = problem.hint.map { "\(style.paint("hint", .yellow)): \($0.escapedForTerminal)\n" }
    return "\(word): \(place)\(message) \(code)\n" + (hint ?? "")
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
