import AgentModel

import struct Git.RepoPath

extension HeaderBuilder {
  /// The front matter of a skill at a path; its name is its folder's, for a skill of another is not loaded.
  mutating func addSkillKeys(at path: RepoPath) {
    append("name", .text(skillName(at: path)))
    addDescription(limit: 1_024, missing: .warning)
    add("license") { $0.line($1) }
    add("compatibility") { builder, candidate in
      guard case .text(let text) = builder.line(candidate) else { return nil }
      return .text(builder.shortened(text, to: 500, key: "compatibility"))
    }
    add("argument-hint") { $0.hint($1) }
    add("user-invocable", formerly: ["user-invokable"]) { $0.boolean($1) }
    add("disable-model-invocation") { $0.boolean($1) }
    add("context") { $0.line($1) }
    add("metadata") { $0.annotations($1) }
  }
}
