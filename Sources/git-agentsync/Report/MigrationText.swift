import AgentModel
import AgentSync
import Git

/// A step of a migration, in JSON.
struct MigrationStepRecord: Encodable {
  let kind: String
  let from: String
  let to: String
  let note: String
  let problem: ProblemRecord?

  init(_ step: Migration.Step) {
    kind = step.kind.rawValue
    from = step.from
    to = step.to
    note = step.note
    problem = step.problem.map(ProblemRecord.init)
  }
}

/// How a migration reads on a terminal.
enum MigrationText {
  static func lines(_ migration: Migration, _ style: Style) -> String {
    guard !migration.steps.isEmpty else { return "" }
    var text = style.paint("Migration", .bold) + "\n"
    for (index, step) in migration.steps.enumerated() {
      let number = "\(index + 1).".padding(to: 4)
      let note = step.note.isEmpty ? "" : style.paint(" (\(step.note.escapedForTerminal))", .faint)
      let mark =
        step.problem.map { style.paint("  \($0.message.escapedForTerminal)", .red) }
        ?? style.paint("  ok", .green)
      text += "  \(number)\(sentence(step))\(note)\(mark)\n"
    }
    return text
  }

  private static func sentence(_ step: Migration.Step) -> String {
    let from = step.from.escapedForTerminal
    let to = step.to.escapedForTerminal
    return switch step.kind {
    case .root: "library root \(from) -> \(to)"
    case .agent: "agent \(from) -> \(to)"
    case .split: "agent \(to) comes out of \(from)"
    case .output: from == to ? "output \(to)" : "output \(from) -> \(to)"
    case .references: "\(to) in \(from)"
    }
  }
}
