import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// A page with blocks of commands and what they print.
struct ConsolePage {
  static let mark = "--- the next command ---"

  private enum Line {
    case text(Substring)
    case command(Substring)
  }

  private var lines: [Line] = []

  /// Takes a page apart; what the commands printed is left out.
  init(_ text: String) {
    var isConsole = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isConsole = line == "```console" }
      if isConsole, line.hasPrefix("$ ") {
        lines.append(.command(line.dropFirst(2)))
      } else if !isConsole || line == "```console" {
        lines.append(.text(line))
      }
    }
  }

  var commands: [Substring] {
    lines.compactMap { line in
      if case .command(let command) = line { command } else { nil }
    }
  }

  /// Runs all commands in one shell, with a mark before the output of each.
  var script: String {
    "exec 2>&1 </dev/null\n" + commands.map { "echo '\(ConsolePage.mark)'\n\($0)\n" }.joined()
      + "true\n"
  }

  func text(saying outputs: [String]) -> String {
    var text = ""
    var next = 0
    for line in lines {
      switch line {
      case .text(let words): text += words + "\n"
      case .command(let command):
        text += "$ \(command)\n\(outputs[next])"
        next += 1
      }
    }
    // The last line of the file has one newline.
    return String(text.dropLast())
  }
}

extension ConsolePage {
  /// Runs the commands of a page of `docs/` in a folder of their own, and expects what the page shows.
  ///
  /// `git agentsync` is the built program, people and dates are fixed, and the folder is left out of what
  /// is shown.
  static func expectTrue(_ name: String) throws {
    let document = try #require(ProjectFile(name))
    let page = ConsolePage(document.text)
    let sandbox = try makeSandbox()
    defer { try? FileManager.default.removeItem(atPath: sandbox.string) }
    var environment = hermeticEnvironment(sandbox: sandbox, time: 1_790_000_000)
    let folder = Tool.path.removingLastComponent().string
    environment["PATH"] = "\(folder):\(environment["PATH", default: ""])"
    environment["GIT_CONFIG_COUNT"] = "1"
    environment["GIT_CONFIG_KEY_0"] = "init.defaultBranch"
    environment["GIT_CONFIG_VALUE_0"] = "main"
    let said = try runProgram(
      ["/bin/bash", "-c", page.script],
      in: sandbox,
      input: nil,
      environment: environment
    )
    #expect(said.status == 0)
    let outputs = String(decoding: said.output, as: UTF8.self)
      .replacingOccurrences(of: sandbox.string, with: "")
      .components(separatedBy: mark + "\n").dropFirst()
    try #require(outputs.count == page.commands.count)
    try Golden.expect(
      page.text(saying: Array(outputs)),
      equals: ProjectFile.root.pushing(FilePath(name))
    )
  }
}
