package import AgentModel

package import struct Git.RepoPath

/// Runs rules over every file that VS Code reads.
///
/// - Parameters:
///   - context: The files and what stands beside them.
///   - paths: The files that are looked at; nil is all.
///   - rules: The rules to ask.
/// - Returns: What they found, sorted by place, then code; each thing once.
package func examine(
  _ context: RuleContext,
  at paths: Set<RepoPath>? = nil,
  by rules: [Rule] = Rule.all
) -> [Problem] {
  let examination = Examination(context, by: rules)
  let files = context.files.filter { paths?.contains($0.path) ?? true }
  return Examination.sorted(files.flatMap(examination.problems))
}

/// Looks at files one by one, in any order and on any thread.
package struct Examination: Sendable {
  private struct Question {
    let code: Problem.Code
    let severity: Problem.Severity
    let check: @Sendable (RuleFile, RuleContext) -> [RuleFinding]
  }

  private let context: RuleContext
  /// Of each rule what is needed for every file: the pages of all would be copied each time.
  private let questions: [Question]

  package init(_ context: RuleContext, by rules: [Rule] = Rule.all) {
    self.context = context
    questions = rules.map { Question(code: $0.code, severity: $0.severity, check: $0.check) }
  }

  /// What the rules find in one file of the context.
  package func problems(of file: RuleFile) -> [Problem] {
    var problems: [Problem] = []
    for question in questions {
      for finding in question.check(file, context) {
        problems.append(
          Problem(
            question.code,
            severity: question.severity,
            at: finding.place,
            finding.message,
            hint: finding.hint
          )
        )
      }
    }
    return problems
  }

  /// Problems by place, then code; each once.
  package static func sorted(_ problems: [Problem]) -> [Problem] {
    Set(problems).sorted { first, second in
      let one = (first.place?.path, first.place?.line ?? 0, first.place?.column ?? 0)
      let two = (second.place?.path, second.place?.line ?? 0, second.place?.column ?? 0)
      if let left = one.0, let right = two.0, left != right { return left < right }
      if (one.1, one.2) != (two.1, two.2) { return (one.1, one.2) < (two.1, two.2) }
      return (first.code.rawValue, first.message) < (second.code.rawValue, second.message)
    }
  }
}
