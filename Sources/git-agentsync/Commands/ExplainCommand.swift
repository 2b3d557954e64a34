import AgentModel
import AgentSync
import ArgumentParser
import Rules

/// Prints what a code means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a code means that stands at the end of a message, and what to do about it."
  )

  @Argument(help: ArgumentHelp("The code, as prompt.unknown-agent.", valueName: "code"))
  var code: String

  func run() throws {
    let name = code.trimmingPrefix("[").prefix { $0 != "]" }
    guard let code = Problem.Code(rawValue: String(name)) else {
      let known = Problem.Code.allCases.map(\.rawValue)
      let near = nearest(to: String(name), among: known).map { ": did you mean '\($0)'?" } ?? ""
      throw ValidationError("there is no code '\(String(name).escapedForTerminal)'\(near)")
    }
    let rule = Rule.all.first { $0.code == code }
    let page = rule.map { RulePage($0).text } ?? ProblemPages.text(of: code)
    Terminal.standardOutput.write(page ?? "")
  }
}
