package import AgentModel

/// What `rules` of the configuration makes of a rule.
package enum RuleSeverity: String, CaseIterable, Sendable {
  case error
  case warning
  case info
  case off

  /// nil where nothing is to be said.
  package var severity: Problem.Severity? { Problem.Severity(rawValue: rawValue) }
}
