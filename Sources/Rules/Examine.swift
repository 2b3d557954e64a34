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
  var problems: Set<Problem> = []
  for file in context.files where paths?.contains(file.path) ?? true {
    for rule in rules {
      for finding in rule.check(file, context) {
        problems.insert(
          Problem(
            rule.code,
            severity: rule.severity,
            at: finding.place,
            finding.message,
            hint: finding.hint
          )
        )
      }
    }
  }
  return problems.sorted { first, second in
    let one = (first.place?.path, first.place?.line ?? 0, first.place?.column ?? 0)
    let two = (second.place?.path, second.place?.line ?? 0, second.place?.column ?? 0)
    if let left = one.0, let right = two.0, left != right { return left < right }
    if (one.1, one.2) != (two.1, two.2) { return (one.1, one.2) < (two.1, two.2) }
    return (first.code.rawValue, first.message) < (second.code.rawValue, second.message)
  }
}
