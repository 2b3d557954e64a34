import AgentModel
import TestSupport
import Testing

@testable import AgentSync

/// Where outputs may stand: rows 28 to 30 of the table of bad input.
struct OutputPathBadInputTests {
  private static func config(_ path: String, target: String = "prompt") -> String {
    let quoted = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "targets:\n  - \(target): {path: \"\(quoted)\"}\n"
  }

  /// Tries each path as a template in one repository, after a sound first sync.
  private static func expectRefused(
    _ paths: [String],
    _ codes: Set<Problem.Code>,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let library = try BadInputLibrary()
    try library.team.sync()
    for path in paths {
      try library.repository.write(".agentsync.yml", config(path))
      try library.team.commit("a bad path")
      expectUnchanged(of: library.repository, location) {
        for isSync in [false, true] {
          let problem = #expect(throws: Problem.self, "\(path)", sourceLocation: location) {
            if isSync { try library.team.sync() } else { _ = try library.team.check() }
          }
          let code = problem?.code
          #expect(code.map(codes.contains) == true, "\(path): \(code)", sourceLocation: location)
          #expect(problem?.place?.path.string == ".agentsync.yml", sourceLocation: location)
          #expect(problem?.place?.line == 2, sourceLocation: location)
        }
      }
    }
  }

  // Row 28
  @Test func `an output that would be a file of the library ends the run`() throws {
    for path in ["agents/{id}.prompt.md", "agents/out/{id}.prompt.md"] {
      let library = try BadInputLibrary(config: Self.config(path))
      let problem = library.expectNothingRuns(.outputIsSource)
      #expect(problem?.message.contains("ada") == true)
    }
    let library = try BadInputLibrary(
      config: "library: {roots: [\"**/agents\"]}\n"
        + Self.config(".github/agents/{id}.agent.md", target: "agent")
    )
    library.expectNothingRuns(.outputIsSource)
  }

  // Row 28
  @Test func `an output inside of a root is fine where the library leaves it out`() throws {
    let library = try BadInputLibrary(
      config: "library: {exclude: [\"**/*.prompt.md\"]}\n" + Self.config("agents/{id}.prompt.md")
    )
    try library.team.sync()
    #expect(library.repository.exists("agents/ada.prompt.md"))
    try library.team.expectQuiet()
  }

  // Row 29
  @Test func `a path that leads out of the repository or into git's own files ends the run`() throws
  {
    try Self.expectRefused(
      [
        "../{id}.prompt.md", "../../{id}.prompt.md", "/tmp/{id}.prompt.md",
        "a/../../{id}.prompt.md", "a/../{id}.prompt.md", "./{id}.prompt.md", "a//{id}.prompt.md",
        "C:\\{id}.prompt.md", "C:/{id}.prompt.md", "a\\{id}.prompt.md", "//srv/{id}.prompt.md",
        "\\\\srv\\{id}.prompt.md", ".git/{id}.prompt.md",
        ".GIT/{id}.prompt.md", "a/.git/{id}.prompt.md", "git~1/{id}.prompt.md",
        "GIT~1/{id}.prompt.md", ".g\u{200C}it/{id}.prompt.md", ".git\u{200B}/{id}.prompt.md",
        ".git::$INDEX_ALLOCATION/{id}.prompt.md", ".git./{id}.prompt.md", ".git /{id}.prompt.md",
        ".gitmodules/{id}.prompt.md", ".git{id}/x.prompt.md",
        "aux/{id}.prompt.md", "out./{id}.prompt.md", "",
      ],
      [.configBadPath, .outputNotAllowed, .configWrongType]
    )
  }

  // Row 30
  @Test func `a path into a folder that other programs obey ends the run`() throws {
    try Self.expectRefused(
      [
        ".vscode/{id}.prompt.md", ".VSCode/{id}.prompt.md", "a/.vscode/{id}.prompt.md",
        ".github/workflows/{id}.prompt.md", ".GitHub/Workflows/{id}.prompt.md",
        ".github/hooks/{id}.prompt.md", ".github/workflows/a/{id}.prompt.md",
        ".githooks/{id}.prompt.md", ".gitlab/{id}.prompt.md", ".gitattributes/{id}.prompt.md",
        ".devcontainer/{id}.prompt.md", ".agentsync/registry/{id}.prompt.md",
        ".agentsync/{id}.prompt.md",
      ],
      [.configBadPath, .outputNotAllowed]
    )
  }

  // Row 29
  @Test func `library roots stay inside of the repository`() throws {
    let library = try BadInputLibrary()
    for root in ["../agents", "/agents", "a/../agents", ".git", ".git/x", "a//b", "", "."] {
      try library.repository.write(".agentsync.yml", "library: {roots: [\"\(root)\"]}\n")
      try library.team.commit()
      let problem = #expect(throws: Problem.self, "\(root)") { try library.team.check() }
      #expect(problem?.code == .configBadPath || problem?.code == .configWrongType, "\(root)")
    }
  }

  // Row 29
  @Test func `a category can't carry an output to a closed folder`() throws {
    let library = try BadInputLibrary(
      config: Self.config("{category}/{id}.prompt.md"),
      files: [
        "agents/.github/workflows/eve.md": Team.text("eve"),
        "agents/.vscode/bob.md": Team.text("bob"),
        "agents/out/dan.md": Team.text("dan"),
      ]
    )
    let outcome = try library.team.sync()
    #expect(outcome.plan.syncVerdict == .findings)
    let refused = outcome.plan.findings.filter { $0.code == .outputNotAllowed }
    #expect(
      refused.compactMap { $0.place?.path.string }
        == ["agents/.github/workflows/eve.md", "agents/.vscode/bob.md"]
    )
    #expect(library.repository.exists("out/dan.prompt.md"))
    #expect(!library.repository.exists(".github"))
    #expect(!library.repository.exists(".vscode"))
  }
}
