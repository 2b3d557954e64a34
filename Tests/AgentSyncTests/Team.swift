import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// A repository with a small library, and what a person does in it.
struct Team {
  let repository: TemporaryRepository

  /// A repository whose first commit holds agents of these names.
  init(_ agents: [String] = ["ada"]) throws {
    repository = try TemporaryRepository()
    for name in agents { try write(name) }
    try commit("agents")
  }

  static func text(_ name: String, lines: [String] = []) -> String {
    let body = (1...9).map { "Line \($0) of \(name).\n\n" }.joined()
    let more = lines.map { $0 + "\n" }.joined()
    return "# \(name.capitalized)\n\n## Purpose\n\nHelps with \(name).\n\n## Work\n\n\(body)\(more)"
  }

  func write(_ name: String, lines: [String] = []) throws {
    try repository.write("agents/\(name).md", Team.text(name, lines: lines))
  }

  /// Replaces text in a file of the work tree.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try repository.read(path)
    #expect(text.contains(old), "'\(path)' lacks '\(old)'")
    try repository.write(path, text.replacing(old, with: new))
  }

  @discardableResult
  func commit(_ message: String = "change") throws -> ObjectID {
    try repository.git("add", "--all")
    return try repository.commit(message)
  }

  static func prompt(_ name: String) -> String { ".github/prompts/\(name).prompt.md" }

  @discardableResult
  func sync(_ change: (inout SyncOptions) -> Void = { _ in }) throws -> SyncOutcome {
    var options = SyncOptions()
    change(&options)
    return try synchronize(try repository.open(), options)
  }

  func check(_ change: (inout CheckOptions) -> Void = { _ in }) throws -> CheckOutcome {
    var options = CheckOptions()
    change(&options)
    return try AgentSync.check(try repository.open(), options)
  }

  /// The state of an agent's prompt in an outcome.
  func state(_ name: String, in outcome: SyncOutcome) -> Plan.State? {
    outcome.plan.rows.first { $0.agentID == name && $0.target == .prompt }?.state
  }

  /// Expects that everything is in step, committed, and stays so.
  func expectQuiet(_ location: SourceLocation = #_sourceLocation) throws {
    #expect(try check().verdict == .inStep, sourceLocation: location)
    let again = try sync()
    #expect(again.applied == nil, sourceLocation: location)
    let status = try repository.git("status", "--porcelain")
    #expect(status.isEmpty, sourceLocation: location)
    _ = try repository.git("fsck", "--strict")
  }
}
