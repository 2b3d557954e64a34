/// Something that a file keeps from happening.
///
/// A file that never had it gains nothing by not having it; where one goes that was there, power comes.
package enum Limit: Hashable, Sendable {
  /// A tool that an agent in Claude's dialect may not have, though it has all others.
  case disallowedTool(String)
  /// No agent starts this one, and no model takes up this skill, by itself.
  case modelInvocation
  /// A setting that forbids or asks, with its value as JSON.
  case setting(key: String, value: String)

  /// What its going lets happen.
  var words: String {
    switch self {
    case .disallowedTool(let name): "the tool '\(name)', which was disallowed"
    case .modelInvocation: "being started without a person asking, which was switched off"
    case .setting(let key, let value):
      "what the setting '\(key)' held back: \(safeExcerpt(value, limit: 200))"
    }
  }

  /// Whether a grant says already what there is to say of its going.
  func isTold(by grant: Grant) -> Bool {
    guard case .setting(let key, _) = self, case .setting(key, _) = grant else { return false }
    return true
  }
}

extension Set<Limit> {
  /// What of these is gone, as grants.
  func lifted(leaving others: Set<Limit>, besides gained: Set<Grant>) -> Set<Grant> {
    Set<Grant>(
      subtracting(others).filter { limit in !gained.contains { limit.isTold(by: $0) } }
        .map(Grant.lifted)
    )
  }
}
