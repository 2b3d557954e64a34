import AgentModel
import AgentSync
import Git
import PromptFiles

/// What `impact` answers.
struct ImpactAnswer: Answer {
  /// What was asked.
  enum Question {
    case paths([String])
    case range(Snapshot, Snapshot)
  }

  let impact: Impact
  let question: Question
  let format: ImpactCommand.Format

  struct Record: Encodable {
    let version = recordVersion
    let command = "impact"
    let paths: [String]?
    let from: DiffAnswer.SideRecord?
    let to: DiffAnswer.SideRecord?
    let outputs: [ReachedRecord]
    let findings: [ProblemRecord]
  }

  var record: Record {
    var paths: [String]?
    var sides: (DiffAnswer.SideRecord, DiffAnswer.SideRecord)?
    switch question {
    case .paths(let names): paths = names
    case .range(let old, let new):
      sides = (DiffAnswer.SideRecord(old), DiffAnswer.SideRecord(new))
    }
    return Record(
      paths: paths,
      from: sides?.0,
      to: sides?.1,
      outputs: impact.outputs.map(ReachedRecord.init),
      findings: impact.findings.map(ProblemRecord.init)
    )
  }

  var problems: [Problem] { impact.findings }

  func text(_ style: Style, isVerbose: Bool) -> String {
    switch format {
    case .mermaid: return ImpactDiagram(impact).mermaid
    case .dot: return ImpactDiagram(impact).dot
    case .text, .json:
      guard !impact.outputs.isEmpty else { return "no output is reached\n" }
      return ImpactText(style: style).text(impact)
    }
  }
}

/// How reached outputs read on a terminal.
struct ImpactText {
  let style: Style

  func text(_ impact: Impact) -> String {
    impact.outputs.flatMap { [heading($0)] + steps($0) }.map { $0 + "\n" }.joined()
  }

  private func heading(_ output: ReachedOutput) -> String {
    let former = output.formerPath.map { "\(plain($0)) -> " } ?? ""
    let colour: Style.Colour = output.effect == .text ? .yellow : .cyan
    var words = [
      style.paint("\(former)\(plain(output.path))", .bold), output.agentID.escapedForTerminal,
      style.paint(output.effect.rawValue, colour),
    ]
    if let priority = output.priority { words.append(shortened(priority.text)) }
    return words.joined(separator: "  ")
  }

  /// A line a step; the output's own stands in the heading, unless it holds the reference.
  private func steps(_ output: ReachedOutput) -> [String] {
    output.chain.compactMap { step in
      let place: String
      switch step.reason {
      case .generated, .configuration, .library: return nil
      case .changed: place = plain(step.path)
      case .reference(_, let line, let column):
        place = Problem.Place(step.path, line: line, column: column).text
      }
      let word = step.reason.word ?? "from"
      return "  \(style.paint(word.padding(to: 11), .faint)) \(place)"
    }
  }

  private func plain(_ path: RepoPath) -> String { path.string.escapedForTerminal }

  /// A label may be a whole sentence.
  private func shortened(_ text: String) -> String {
    let limit = 24
    let shown = text.count > limit ? text.prefix(limit - 1) + "…" : text[...]
    return String(shown).escapedForTerminal
  }
}

extension ImpactStep.Reason {
  /// The reason in one word, as JSON and diagrams have it; nil for the step that begins a chain.
  var word: String? {
    switch self {
    case .changed: nil
    case .reference(let form, _, _): form.rawValue
    case .generated: "generated"
    case .configuration: "configuration"
    case .library: "library"
    }
  }
}

/// An output that a change reaches, in JSON.
struct ReachedRecord: Encodable {
  let path: String
  let formerPath: String?
  let agent: String
  let target: String
  let effect: String
  let distance: Int
  let priority: String?
  let chain: [StepRecord]

  struct StepRecord: Encodable {
    let path: String
    let line: Int?
    let column: Int?
    let form: String?

    init(_ step: ImpactStep) {
      path = step.path.string
      form = step.reason.word
      if case .reference(_, let line, let column) = step.reason {
        self.line = line
        self.column = column
      } else {
        line = nil
        column = nil
      }
    }
  }

  init(_ output: ReachedOutput) {
    path = output.path.string
    formerPath = output.formerPath?.string
    agent = output.agentID
    target = output.target.rawValue
    effect = output.effect.rawValue
    distance = output.distance
    priority = output.priority?.text
    chain = output.chain.map(StepRecord.init)
  }
}
