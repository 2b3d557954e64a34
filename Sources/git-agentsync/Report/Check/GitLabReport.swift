import AgentModel
import AgentSync
import Git

/// What counts in the form of GitLab's code quality reports.
struct GitLabReport {
  private let entries: [Entry]

  private struct Entry: Encodable {
    let description: String
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Location

    private enum CodingKeys: String, CodingKey {
      case description
      case checkName = "check_name"
      case fingerprint
      case severity
      case location
    }
  }

  private struct Location: Encodable {
    let path: String
    let lines: Lines
  }

  private struct Lines: Encodable {
    let begin: Int
  }

  init(_ report: CheckReport) {
    entries = report.brought.map { item in
      let problem = item.problem
      // GitLab leaves out what has no place: what concerns the whole stands at the configuration.
      let place = problem.place ?? Problem.Place(Config.path)
      return Entry(
        description: problem.sentence,
        checkName: problem.code.rawValue,
        fingerprint: item.fingerprint,
        severity: GitLabReport.severity(of: problem),
        location: Location(path: place.path.string, lines: Lines(begin: place.line ?? 1))
      )
    }
  }

  var json: String { Report.json(entries) }

  private static func severity(of problem: Problem) -> String {
    switch problem.severity {
    case .info: "info"
    case .warning: "minor"
    case .error: problem.isOfPower ? "critical" : "major"
    }
  }
}

extension Problem {
  /// Message and hint in a line.
  var sentence: String {
    let words = message.escapedForTerminal
    return hint.map { "\(words) (\($0.escapedForTerminal))" } ?? words
  }

  /// Whether it is about what may happen to the people who use the file.
  var isOfPower: Bool {
    ["power.", "hidden.", "credential."].contains { code.rawValue.hasPrefix($0) }
  }
}
