import AgentModel
import AgentSync
import Git

/// What `check --fix` answers.
struct FixAnswer: Answer {
  let check: CheckAnswer
  /// nil where nothing was pushed.
  let fix: Fix?

  /// The record of `check`, with what was done about it.
  struct Record: Encodable {
    let check: CheckRecord
    let fix: FixRecord?

    private enum Key: String, CodingKey {
      case exitCode
      case fix
    }

    func encode(to encoder: any Encoder) throws {
      try check.encode(to: encoder)
      guard let fix else { return }
      var container = encoder.container(keyedBy: Key.self)
      // The verdict is what was judged; the code says how it ended.
      try container.encode(0, forKey: .exitCode)
      try container.encode(fix, forKey: .fix)
    }
  }

  struct FixRecord: Encodable {
    let commit: String
    let remote: String
    let branch: String
    let wasThere: Bool
  }

  var record: Record {
    Record(
      check: check.record,
      fix: fix.map {
        FixRecord(
          commit: $0.commitID.hex,
          remote: $0.target.remote,
          branch: $0.target.branch,
          wasThere: $0.wasThere
        )
      }
    )
  }

  var problems: [Problem] { check.problems }

  func text(_ style: Style, isVerbose: Bool) -> String {
    guard let fix else {
      let isInStep = check.report.outcome.verdict == .inStep
      return check.text(style, isVerbose: isVerbose)
        + (isInStep ? "" : "nothing pushed: a person must decide\n")
    }
    let branch = fix.target.branch.escapedForTerminal
    let name = "'\(branch)' of '\(fix.target.remote.escapedForTerminal)'"
    let lines = check.report.outcome.brought.rows.map { RowText.line($0, style) }.joined()
    let words =
      fix.wasThere
      ? "nothing to push: \(name) has the same files already, at \(fix.commitID.short)"
      : "pushed \(fix.commitID.short) to \(name)"
    return lines + style.paint(words, .green) + "\n"
  }
}
