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
  return Examination.sorted(files.flatMap { examination.problems(of: $0) })
}

/// Looks at files one by one, in any order and on any thread.
package struct Examination: Sendable {
  private struct Question {
    let code: Problem.Code
    let severity: Problem.Severity
    let check: @Sendable (RuleFile, RuleContext) -> [RuleFinding]

    func problem(of finding: RuleFinding) -> Problem {
      Problem(code, severity: severity, at: finding.place, finding.message, hint: finding.hint)
    }
  }

  private let context: RuleContext
  /// Of each rule what is needed for every file: the pages of all would be copied each time.
  private let questions: [Question]

  package init(_ context: RuleContext, by rules: [Rule] = Rule.all) {
    self.context = context
    questions = rules.map { Question(code: $0.code, severity: $0.severity, check: $0.check) }
  }

  /// What the rules find in one file of the context: of each code as much as is listed, and how much more there is.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - isExcused: Whether a finding doesn't count; those that don't take no room.
  ///   - room: How many of a code are listed.
  /// - Returns: The findings, in no order.
  package func problems(
    of file: RuleFile,
    excusing isExcused: (Problem) -> Bool = { _ in false },
    room: (Problem.Code) -> Int = { _ in FindingLimit.ofFile }
  ) -> [Problem] {
    var problems: [Problem] = []
    for question in questions {
      let findings = question.check(file, context)
      guard !findings.isEmpty else { continue }
      let most = room(question.code)
      var listed: Set<Problem> = []
      var first: Problem?
      var left = 0
      for finding in findings {
        let problem = question.problem(of: finding)
        guard !isExcused(problem), !listed.contains(problem) else { continue }
        if listed.count < most {
          listed.insert(problem)
        } else {
          first = first ?? problem
          left += 1
        }
      }
      problems += listed
      if let first { problems.append(.more(than: first, left, "in this file")) }
    }
    return problems
  }

  /// How often each rule finds something in a file.
  package func counts(of file: RuleFile) -> [Problem.Code: Int] {
    var counts: [Problem.Code: Int] = [:]
    for question in questions { counts[question.code] = question.check(file, context).count }
    return counts
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
