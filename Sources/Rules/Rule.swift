package import AgentModel

/// One thing that can be wrong with a file that VS Code reads.
///
/// A rule stands in a file of its own, with everything there is to know about it: the check, the page that
/// `explain` prints, and two examples that the tests play.
package struct Rule: Sendable {
  /// Who says so.
  package enum Source: Hashable, Sendable {
    /// VS Code's own diagnostics, by the keys of its messages.
    case vscode([String])
    /// GitHub's documentation of agents, instructions or code review.
    case github
    /// The specification of agent skills.
    case skills
    /// What none of them says, and people lose words or power by.
    case own
  }

  /// A tree of files that shows the rule; the finding is about the first of them.
  package struct Example: Sendable {
    package struct File: Sendable {
      package let path: String
      package let text: String
    }

    package let files: [File]

    package init(_ path: String, _ text: String, beside others: [String: String] = [:]) {
      files =
        [File(path: path, text: text)]
        + others.sorted { $0.key < $1.key }.map { File(path: $0.key, text: $0.value) }
    }
  }

  package let code: Problem.Code
  /// The severity without a word in the configuration; VS Code's hints are `info`.
  package let severity: Problem.Severity
  package let source: Source
  /// One sentence each, for the page.
  package let means: String
  package let why: String
  package let cure: String
  /// Provokes the rule at least once.
  package let wrong: Example
  /// Is near to it and provokes nothing.
  package let right: Example
  /// Whether a file itself may say that it is to be ignored.
  package let isIgnorable: Bool
  package let check: @Sendable (RuleFile, RuleContext) -> [RuleFinding]

  package init(
    _ code: Problem.Code,
    _ severity: Problem.Severity,
    _ source: Source,
    means: String,
    why: String,
    cure: String,
    wrong: Example,
    right: Example,
    isIgnorable: Bool = true,
    check: @escaping @Sendable (RuleFile, RuleContext) -> [RuleFinding]
  ) {
    self.code = code
    self.severity = severity
    self.source = source
    self.means = means
    self.why = why
    self.cure = cure
    self.wrong = wrong
    self.right = right
    self.isIgnorable = isIgnorable
    self.check = check
  }
}
