import AgentModel
import AgentSync
import ArgumentParser
import Git

/// Says what stands in the way.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what in this repository or on this machine stands in the way, with the cure.",
    discussion: "Exits 3 where something keeps the tool from its work, else 0."
  )

  @OptionGroup
  var common: RepositoryOptions

  func run() throws {
    let repository = Result { () throws(Problem) in try common.repository() }
    let diagnosis = try withProgress(common) { (work) throws(Problem) in
      diagnose(repository, work: work)
    }
    common.report.print(DoctorAnswer(diagnosis: diagnosis))
    throw ExitCode((diagnosis.worst == .error ? Verdict.findings : .inStep).rawValue)
  }
}

/// What `doctor` answers.
struct DoctorAnswer: Answer {
  let diagnosis: Diagnosis

  struct Record: Encodable {
    let version = recordVersion
    let command = "doctor"
    let worst: String
    let checks: [CheckRecord]
  }

  struct CheckRecord: Encodable {
    let name: String
    let status: String
    let message: String
    let cure: String?
  }

  var record: Record {
    Record(
      worst: diagnosis.worst.rawValue,
      checks: diagnosis.checks.map {
        CheckRecord(name: $0.name, status: $0.status.rawValue, message: $0.message, cure: $0.cure)
      }
    )
  }

  var problems: [Problem] { [] }

  func text(_ style: Style, isVerbose: Bool) -> String {
    var text = ""
    for check in diagnosis.checks {
      let word = style.paint(check.status.rawValue.padding(to: 8), check.status.colour)
      text += "\(word) \(check.name.padding(to: 16)) \(check.message.escapedForTerminal)\n"
      if let cure = check.cure {
        text += "         \(style.paint("hint", .yellow)): \(cure.escapedForTerminal)\n"
      }
    }
    return text
  }
}

extension Diagnosis.Check.Status {
  fileprivate var colour: Style.Colour {
    switch self {
    case .ok: .green
    case .note: .cyan
    case .warning: .yellow
    case .error: .red
    }
  }
}

extension Result {
  fileprivate init(_ body: () throws(Failure) -> Success) {
    do throws(Failure) {
      self = .success(try body())
    } catch {
      self = .failure(error)
    }
  }
}
