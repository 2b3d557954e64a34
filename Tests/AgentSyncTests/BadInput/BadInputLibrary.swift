import AgentModel
import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

@testable import AgentSync

/// A file of the library, and what must be said of it.
struct BadInput {
  /// Part of the file's name.
  let name: String
  let bytes: [UInt8]
  /// Nil where nothing is to be said.
  let code: Problem.Code?
  let line: Int?
  let column: Int?

  init(
    _ name: String,
    _ bytes: [UInt8],
    _ code: Problem.Code?,
    _ line: Int? = nil,
    _ column: Int? = nil
  ) {
    self.name = name
    self.bytes = bytes
    self.code = code
    self.line = line
    self.column = column
  }

  init(
    _ name: String,
    _ text: String,
    _ code: Problem.Code?,
    _ line: Int? = nil,
    _ column: Int? = nil
  ) {
    self.init(name, Array(text.utf8), code, line, column)
  }

  /// A document with these lines of YAML before a sound body.
  init(
    _ name: String,
    yaml: String,
    _ code: Problem.Code?,
    _ line: Int? = nil,
    _ column: Int? = nil
  ) {
    self.init(name, "---\n\(yaml)\n---\n# Title\n\nText.\n", code, line, column)
  }
}

/// A library in which a sound agent, `ada`, stands beside what is tried.
struct BadInputLibrary {
  let team: Team
  var repository: TemporaryRepository { team.repository }

  /// A repository with `ada`, a configuration if there is one, and other files of text.
  init(config: String? = nil, files: [String: String] = [:]) throws {
    team = try Team([])
    if let config { try team.repository.write(".agentsync.yml", config) }
    for (path, text) in files { try team.repository.write(path, text) }
    try team.write("ada")
    try team.commit("a sound agent")
  }

  /// Expects that no agent is made of such documents, and that nobody else minds.
  ///
  /// Each is tried twice: as a document that never had an output, and as one whose output must stay.
  static func expectRefused(
    _ inputs: [BadInput],
    config: String? = nil,
    files: [String: String] = [:],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let library = try BadInputLibrary(config: config, files: files)
    for input in inputs { try library.team.write("old-\(input.name)") }
    try library.team.commit("sound for now")
    try library.team.sync()
    var kept: [String: [UInt8]] = [:]
    for input in inputs {
      let path = Team.prompt("old-\(input.name)")
      kept[path] = try library.repository.readBytes(path)
      try library.repository.write("agents/old-\(input.name).md", bytes: input.bytes)
      try library.repository.write("agents/new-\(input.name).md", bytes: input.bytes)
    }
    try library.team.edit("agents/ada.md", "Line 2 of ada.", "Line two of ada.")
    try library.team.commit("spoilt")

    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings, sourceLocation: location)
    for input in inputs {
      for age in ["old", "new"] {
        expectFinding(
          input,
          at: "agents/\(age)-\(input.name).md",
          .error,
          in: outcome.plan.findings,
          location
        )
      }
      let new = Team.prompt("new-\(input.name)")
      #expect(!library.repository.exists(new), "'\(new)' was written", sourceLocation: location)
    }
    for (path, bytes) in kept {
      let now = try library.repository.readBytes(path)
      #expect(now == bytes, "'\(path)' did not stay", sourceLocation: location)
    }
    try library.expectOthersDone(besides: inputs, outcome, location)
  }

  /// Expects that agents are made of such documents, with a finding that is no error where one is named.
  static func expectAccepted(
    _ inputs: [BadInput],
    config: String? = nil,
    files: [String: String] = [:],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let library = try BadInputLibrary(config: config, files: files)
    for input in inputs {
      try library.repository.write("agents/\(input.name).md", bytes: input.bytes)
    }
    try library.team.commit("odd, but sound")
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .inStep, sourceLocation: location)
    for input in inputs {
      let path = Team.prompt(input.name)
      #expect(library.repository.exists(path), "no '\(path)'", sourceLocation: location)
      guard input.code != nil else { continue }
      expectFinding(
        input,
        at: "agents/\(input.name).md",
        nil,
        in: outcome.plan.findings,
        location
      )
    }
    try library.team.expectQuiet(location)
  }

  private func expectOthersDone(
    besides inputs: [BadInput],
    _ outcome: SyncOutcome,
    _ location: SourceLocation
  ) throws {
    let text = try repository.read(Team.prompt("ada"))
    #expect(text.contains("Line two of ada."), sourceLocation: location)
    let errors = outcome.plan.findings.filter { $0.severity == .error }
    let strange = errors.filter { error in
      !inputs.contains { error.place?.path.string.contains("-\($0.name).md") == true }
    }
    #expect(strange.isEmpty, sourceLocation: location)
    #expect(try repository.git("status", "--porcelain").isEmpty, sourceLocation: location)
    #expect(try team.check().verdict == .findings, sourceLocation: location)
  }
}

private func expectFinding(
  _ input: BadInput,
  at path: String,
  _ severity: Problem.Severity?,
  in findings: [Problem],
  _ location: SourceLocation
) {
  let here = findings.filter { $0.place?.path.string == path }
  let found = here.contains { finding in
    finding.code == input.code
      && (severity == nil ? finding.severity < .error : finding.severity == severity)
      && (input.line == nil || finding.place?.line == input.line)
      && (input.column == nil || finding.place?.column == input.column)
  }
  let said = here.map { problem in
    let place = problem.place
    return
      "\(problem.severity) \(problem.code) \(place?.line ?? 0):\(place?.column ?? 0) \(problem.message)"
  }
  #expect(
    found,
    "'\(path)': expected \(String(describing: input.code)), found \(said)",
    sourceLocation: location
  )
}
