import AgentModel
import Git
import Rules
import Testing

/// What one rule finds in files made up for it.
struct RuleProbe {
  let rule: Rule

  init(_ code: Problem.Code) throws {
    rule = try #require(Rule.all.first { $0.code == code })
  }

  func findings(_ path: String, _ text: String, beside others: [String: String] = [:]) throws
    -> [Problem]
  {
    try findings([(path, Array(text.utf8))] + others.map { ($0.key, Array($0.value.utf8)) })
  }

  func findings(_ files: [(path: String, bytes: [UInt8])]) throws -> [Problem] {
    let read = try files.compactMap { file -> RuleFile? in
      let path = try #require(RepoPath(file.path))
      return CustomizationKind(path).map { RuleFile(path: path, kind: $0, bytes: file.bytes) }
    }
    return examine(RuleContext(files: read) { _ in false }, by: [rule])
  }

  /// Where it finds something in a file, as `line:column`.
  func places(_ path: String, _ text: String, beside others: [String: String] = [:]) throws
    -> [String]
  {
    try findings(path, text, beside: others).filter { $0.place?.path.string == path }
      .map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
  }
}
