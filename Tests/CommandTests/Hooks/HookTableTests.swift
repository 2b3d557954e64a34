import Foundation
import TestSupport
import Testing

/// Every command of git with our hooks, beside every kind of unfinished work; it is the table of `docs/hooks.md`.
struct HookTableTests {
  @Test(arguments: HookedCommand.all)
  func `a command with hooks loses nothing and leaves outputs in step, or says so`(
    command: HookedCommand
  ) async throws {
    for (state, cell) in try await HookTable.shared.row(of: command) {
      #expect(cell.faults.isEmpty, "\(state.heading): \(cell.faults.joined(separator: "\n"))")
    }
  }

  @Test func `the table says what each command does`() async throws {
    var lines = [
      "| command | hooks | " + HookState.allCases.map(\.heading).joined(separator: " | ") + " |",
      "|---|---|" + HookState.allCases.map { _ in "---|" }.joined(),
    ]
    for command in HookedCommand.all {
      let row = try await HookTable.shared.row(of: command)
      let hooks = row.first?.cell.hooks ?? []
      let cells = row.map { $0.cell.text(in: hooks) }
      let ran = hooks.isEmpty ? "–" : hooks.map { "`\($0)`" }.joined(separator: ", ")
      lines.append("| \(command.name) | \(ran) | \(cells.joined(separator: " | ")) |")
    }
    let page = try #require(ProjectFile("docs/hooks.md"))
    let mark = "<!-- table -->\n"
    var parts = page.text.components(separatedBy: mark)
    try #require(parts.count == 3)
    parts[1] = lines.joined(separator: "\n") + "\n"
    try Golden.expect(
      parts.joined(separator: mark),
      equals: ProjectFile.root.appending("docs").appending("hooks.md")
    )
  }
}

/// Plays each row once, whoever asks first.
private actor HookTable {
  typealias Row = [(state: HookState, cell: HookCell)]

  static let shared = HookTable()

  private var rows: [String: Task<Row, any Error>] = [:]

  func row(of command: HookedCommand) async throws -> Row {
    let task =
      rows[command.name]
      ?? Task.detached { try HookState.allCases.map { ($0, try HookCell(command, $0)) } }
    rows[command.name] = task
    return try await task.value
  }
}
