import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

/// A small library with every kind of dependency, in a repository that is in step.
struct ImpactLibrary {
  let team: Team

  var repository: TemporaryRepository { team.repository }

  static let files = [
    ".agentsync.yml": "targets: [prompt, {agent: {body: inline}}]\n",
    "agents/core/ada/ada.md": """
    ---
    description: Plans
    priority: Low
    handoffs:
      - {label: Build, agent: bo, prompt: go on}
    ---
    # Ada Planner

    Follow these steps:

    @modules/plan.md

    Then [ask the people](modules/ask.md#who), see `/docs/style.md`.
    """,
    "agents/core/ada/modules/plan.md":
      "# Plan\n\nFirst, then [deep](../../../../docs/deep.md#low).\n",
    "agents/core/ada/modules/ask.md": "# Ask\n\n## Who\n\nEveryone.\n",
    "agents/bo.md": """
    ---
    name: Bo the Builder
    agents: [Ada Planner]
    ---
    # Bo

    **Priority**: Critical

    Keep to the [style](../docs/style.md).
    """,
    "agents/cy.md": """
    ---
    agent: bo
    ---
    # Cy

    Read @docs/missing.md and @docs/style.md.
    """,
    "agents/dot.md": "# Dot\n\n## Purpose\n\nStands alone.\n",
    "docs/style.md": "# Style\n\nShort. See [deep](deep.md).\n",
    "docs/deep.md": "# Deep\n\n## Low\n\nBack to [style](style.md).\n",
    "docs/other.md": "# Other\n\nNobody comes here.\n",
  ]

  /// A repository of these files, synced.
  init(_ files: [String: String] = ImpactLibrary.files) throws {
    team = try Team([])
    for (path, text) in files { try repository.write(path, text) }
    try team.commit()
    try team.sync()
  }

  // MARK: - Asking

  func impact(of names: String..., in source: SnapshotSource = .head) throws -> Impact {
    try AgentSync.impact(of: names, in: source, of: try repository.open(), work: Work())
  }

  func impact(from old: String, to new: String) throws -> Impact {
    try AgentSync.impact(
      from: .revision(old),
      to: .revision(new),
      in: try repository.open(),
      work: Work()
    ).impact
  }

  /// The files of outputs whose own text a change between two commits changes.
  static func texts(_ impact: Impact) -> Set<String> {
    Set(
      impact.outputs.filter { $0.effect == .text }.flatMap { output in
        [output.path.string] + [output.formerPath?.string].compactMap(\.self)
      }
    )
  }

  // MARK: - The law

  /// Expects that what changed since a commit that was in step touches what a sync would change.
  ///
  /// And that naming the changed files, on either side, reaches at least that.
  func expectLaw(
    since old: String,
    _ deeds: String = "",
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try impact(from: old, to: "HEAD")
    let texts = ImpactLibrary.texts(found)
    let rows = try team.check().plan.rows.filter(\.isChanging)
    let written = Set(
      rows.flatMap { [$0.path.string] + [$0.formerPath?.string].compactMap(\.self) }
    )
    #expect(texts == written, "\(deeds)", sourceLocation: location)

    let changed = try repository.git("diff", "--name-only", "--no-renames", old, "HEAD")
      .split(separator: "\n").map(String.init)
    var reached: Set<String> = []
    for side in [old, "HEAD"] {
      for path in changed {
        do {
          let possible = try impact(of: path, in: .revision(side))
          reached.formUnion(possible.outputs.map(\.path.string))
        } catch let problem as Problem where problem.code == .unknownPath {
          continue
        }
      }
    }
    let missed = texts.subtracting(reached)
    #expect(missed.isEmpty, "\(deeds)", sourceLocation: location)
    for output in found.outputs { expectChain(output, changed, deeds, location) }
  }

  /// Expects a chain from something that changed to the output.
  private func expectChain(
    _ output: ReachedOutput,
    _ changed: [String],
    _ deeds: String,
    _ location: SourceLocation
  ) {
    let first = output.chain.first
    #expect(first?.reason == .changed, "\(deeds)", sourceLocation: location)
    #expect(changed.contains(first?.path.string ?? ""), "\(deeds)", sourceLocation: location)
    #expect(output.chain.last?.path == output.path, "\(deeds)", sourceLocation: location)
    #expect(output.distance >= 1, "\(deeds)", sourceLocation: location)
  }
}

extension ReachedOutput {
  /// All that is said of it, in a line.
  var line: String {
    let steps = chain.map { step in
      switch step.reason {
      case .changed: step.path.string
      case .reference(let form, let line, let column):
        "\(step.path.string):\(line):\(column) \(form.rawValue)"
      case .generated: "generated"
      case .configuration: "configuration"
      case .library: "library"
      }
    }
    let name = "\(agentID) \(target.rawValue) \(effect.rawValue)"
    return "\(name): \(steps.joined(separator: " < "))"
  }
}
