import AgentSync
import Git

/// A commit in JSON.
struct CommitRecord: Encodable {
  struct Person: Encodable {
    let name: String
    let email: String
    /// ISO 8601, in the zone that the person was in.
    let date: String

    init(_ signature: Signature) {
      name = signature.name
      email = signature.email
      date = signature.isoDate
    }
  }

  let id: String
  let parents: [String]
  let author: Person
  let committer: Person
  let subject: String
  let message: String
  /// The trailers of sync commits, as the message has them; anybody may have written them.
  let trailers: [String]

  init(_ commit: Commit) {
    id = commit.id.hex
    parents = commit.parentIDs.map(\.hex)
    author = Person(commit.author)
    committer = Person(commit.committer)
    subject = commit.subject
    message = String(decoding: commit.message, as: UTF8.self)
    trailers = commit.agentSyncTrailers
  }
}

/// What a commit did to a file, in JSON.
struct FileChangeRecord: Encodable {
  let path: String
  let formerPath: String?
  let agent: String?
  let change: String

  init(_ change: OutputFileChange) {
    path = change.path.string
    formerPath = change.formerPath?.string
    agent = change.agentID
    self.change = change.kind.rawValue
  }
}

/// How a file that a commit changed reads in a list.
enum FileChangeText {
  static func line(_ change: OutputFileChange, _ style: Style) -> String {
    let former = change.formerPath.map { "\($0.string.escapedForTerminal) -> " } ?? ""
    let letter = style.paint(change.kind.letter, change.kind.colour)
    return "    \(letter) \(former)\(change.path.string.escapedForTerminal)\n"
  }
}

extension OutputFileChange.Kind {
  var colour: Style.Colour {
    switch self {
    case .added: .green
    case .deleted: .red
    case .modified, .renamed: .cyan
    }
  }
}

extension Commit {
  /// The lines of the message's last paragraph that a sync commit would have.
  fileprivate var agentSyncTrailers: [String] {
    let lines = String(decoding: message, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .reversed().drop { $0.allSatisfy(\.isWhitespace) }
      .prefix { !$0.allSatisfy(\.isWhitespace) }
    return lines.filter { $0.hasPrefix("Agentsync-") }.map(String.init).reversed()
  }
}

extension Signature {
  /// The date as ISO 8601 has it, in the zone that was written down: `2026-11-02T10:00:00+01:00`.
  var isoDate: String {
    let local = seconds + Int64(offsetMinutes) * 60
    let days = Int(local.quotient(by: 86_400))
    let clock = Int(local - Int64(days) * 86_400)
    let (year, month, day) = Signature.date(ofDay: days)
    let zone = abs(offsetMinutes)
    let time = [clock / 3600, clock / 60 % 60, clock % 60].map { $0.digits(2) }
    return "\(year.digits(4))-\(month.digits(2))-\(day.digits(2))T\(time.joined(separator: ":"))"
      + "\(offsetMinutes < 0 ? "-" : "+")\((zone / 60).digits(2)):\((zone % 60).digits(2))"
  }

  /// The date of a day counted from 1970-01-01, in the Gregorian calendar.
  ///
  /// Years are counted from March, so that a leap day is the last of its year.
  private static func date(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = Int(Int64(shifted).quotient(by: 146_097))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}

extension Int64 {
  /// The quotient rounded down, also below zero.
  fileprivate func quotient(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
  }
}

extension Int {
  /// The number with zeros before it.
  fileprivate func digits(_ count: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, count - text.count)) + text
  }
}
