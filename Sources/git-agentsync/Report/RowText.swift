import AgentModel
import AgentSync
import Git

/// How an output reads in a list.
enum RowText {
  /// A row in one line, with what is to be said of it below; without a word, its state is said.
  static func line(_ row: Plan.Row, _ style: Style, word: String? = nil) -> String {
    let word = (word ?? row.state.word).padding(to: 12)
    let path = row.path.string.escapedForTerminal
    let move = row.formerPath.map { " (from \($0.string.escapedForTerminal))" } ?? ""
    var line = "  \(style.paint(word, row.state.colour)) \(path)\(move)\n"
    if case .memory(let keys) = row.settledBy {
      for key in keys {
        line += "               settled as before; 'git agentsync memory show \(key)' says how\n"
      }
    }
    if let edit = row.takenUpEdit {
      line +=
        "               hand edit taken up: +\(edit.added) -\(edit.removed) lines "
        + "from line \(edit.firstLine); 'git agentsync sync --replace \(path)' drops it\n"
      if let origin = edit.origin {
        line +=
          "               its lines are what \(origin.commitID.short) generated "
          + "('\(origin.subject.escapedForTerminal)'): did they come back by mistake?\n"
      }
    }
    return line
  }
}

/// How a file beyond what was read reads in a list.
enum BeyondText {
  static func lines(_ beyond: [Beyond], _ style: Style) -> String {
    let sources = beyond.filter(\.isSource)
    let others = beyond.filter { !$0.isSource }
    var text = ""
    if !sources.isEmpty {
      text += "\nNewer than HEAD, not synced yet:\n"
      text += "  (commit them, then 'git agentsync sync'; or 'sync --staged', 'sync --no-commit')\n"
      for item in sources { text += line(item, style) }
    }
    if !others.isEmpty {
      text += "\nOutputs and records that differ from HEAD:\n"
      for item in others { text += line(item, style) }
    }
    return text
  }

  private static func line(_ item: Beyond, _ style: Style) -> String {
    let place = item.place == .index ? "staged" : "work tree"
    let word = "\(item.change.rawValue), \(place)".padding(to: 22)
    return "  \(style.paint(word, .yellow)) \(item.path.string.escapedForTerminal)\n"
  }
}

extension Plan.Row {
  /// Whether a person need not see the row unless they ask.
  var isQuiet: Bool {
    switch state {
    case .inStep, .suppressed: problem == nil
    case .edited: !isChanging && takenUpEdit == nil && settledBy == nil
    default: false
    }
  }
}

extension Plan.State {
  /// The state in a person's words.
  var word: String {
    switch self {
    case .inStep: "in step"
    case .new: "new"
    case .stale: "stale"
    case .edited: "edited"
    case .conflict: "conflict"
    case .missing: "missing"
    case .foreign: "foreign"
    case .unknown: "unknown base"
    case .suppressed: "suppressed"
    case .gone: "gone"
    case .moved: "moved"
    case .kept: "kept"
    }
  }

  var colour: Style.Colour {
    switch self {
    case .inStep, .suppressed: .green
    case .edited: .cyan
    case .conflict, .foreign, .unknown, .kept: .red
    case .new, .stale, .missing, .gone, .moved: .yellow
    }
  }
}

extension String {
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
