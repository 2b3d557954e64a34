import AgentModel
import AgentSync
import Git
import PromptFiles

/// The version of the JSON that all commands print; `docs/output.schema.json` describes it.
let recordVersion = 1

/// A problem in JSON.
struct ProblemRecord: Encodable {
  let code: String
  let severity: String
  let path: String?
  let line: Int?
  let column: Int?
  let message: String
  let hint: String?

  init(_ problem: Problem) {
    code = problem.code.rawValue
    severity = problem.severity.rawValue
    path = problem.place?.path.string
    line = problem.place?.line
    column = problem.place?.column
    message = problem.message
    hint = problem.hint
  }
}

/// An output in JSON.
struct RowRecord: Encodable {
  struct Edit: Encodable {
    let added: Int
    let removed: Int
    let firstLine: Int
    let generatedBy: String?
  }

  let path: String
  let formerPath: String?
  let agent: String
  let target: String
  let state: String
  let changes: Bool
  let problem: ProblemRecord?
  let takenUpEdit: Edit?

  init(_ row: Plan.Row) {
    path = row.path.string
    formerPath = row.formerPath?.string
    agent = row.agentID
    target = row.target.rawValue
    state = row.state.rawValue
    changes = row.isChanging
    problem = row.problem.map(ProblemRecord.init)
    takenUpEdit = row.takenUpEdit.map {
      Edit(
        added: $0.added,
        removed: $0.removed,
        firstLine: $0.firstLine,
        generatedBy: $0.origin?.commitID.hex
      )
    }
  }
}

/// A file that index or work tree hold beyond what was read, in JSON.
struct BeyondRecord: Encodable {
  let path: String
  let place: String
  let change: String

  init(_ beyond: Beyond) {
    path = beyond.path.string
    place = beyond.place.rawValue
    change = beyond.change.rawValue
  }
}

/// An answer from the memory, in JSON.
struct OfferRecord: Encodable {
  let path: String
  let place: String
  /// The remote that it was fetched from; left out for one's own.
  let remote: String?
  let exact: Bool
  let key: String

  init(_ offer: Recall.Offer) {
    path = offer.path.string
    place = offer.place.text
    if case .remote(let name) = offer.source { remote = name } else { remote = nil }
    exact = offer.isExact
    key = offer.key
  }
}

/// How conflicts of a kind were settled so far, in JSON.
struct SuggestionRecord: Encodable {
  let path: String
  let subject: String
  let outcome: String
  let count: Int
  let total: Int

  init(_ experience: Recall.Experience) {
    path = experience.path.string
    subject = experience.suggestion.subject
    outcome = experience.suggestion.outcome.rawValue
    count = experience.suggestion.count
    total = experience.suggestion.total
  }
}
