import Foundation
import TestSupport
import Testing

/// `action.yml`, and the workflows of `docs/ci.md`: what a reader of workflows would look for.
struct ActionDefinitionTests {
  private let action: ProjectFile
  private let script: ProjectFile

  init() throws {
    action = try #require(ProjectFile("action.yml"))
    script = try #require(ProjectFile("ci/github.sh"))
  }

  /// The lines of scripts in a workflow: of `run:` itself, and below it.
  private static func scripts(in lines: [Substring]) -> [Substring] {
    var found: [Substring] = []
    var depth: Int?
    for line in lines {
      let indentation = line.prefix { $0 == " " || $0 == "-" }.count
      if let open = depth, indentation > open || line.isEmpty {
        found.append(line)
        continue
      }
      depth = nil
      let words = line.drop { $0 == " " || $0 == "-" }
      if words.hasPrefix("run:") {
        found.append(line)
        depth = indentation
      }
    }
    return found
  }

  @Test func `nothing of an event gets into a script`() throws {
    let scripts = Self.scripts(in: action.lines)
    #expect(scripts.contains { $0.contains("ci/github.sh") })
    #expect(scripts.filter { $0.contains("${{") }.isEmpty)
  }

  @Test func `what the action hands over is what the script reads`() throws {
    let name = try Regex("AGENTSYNC_[A-Z0-9_]+")
    let names = { (text: String) in Set(text.matches(of: name).map { String(text[$0.range]) }) }
    let handed = names(action.text)
    #expect(handed.count > 8)
    #expect(handed == names(script.text))
    for input in action.lines where input.hasPrefix("  ") && !input.hasPrefix("   ") {
      let key = input.dropFirst(2).prefix { $0 != ":" }
      guard input.hasSuffix(":"), !["steps", "verdict", "exit-code", "reports"].contains(key) else {
        continue
      }
      #expect(action.text.contains("${{ inputs.\(key)"), "\(key)")
    }
  }

  @Test func `the workflows of the manual are as strict as it says`() throws {
    let page = try #require(ProjectFile("docs/ci.md"))
    let blocks = page.text.components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }
    let workflows = blocks.filter { $0.contains("\njobs:") }
    #expect(workflows.count >= 3)
    let pinned = try Regex("uses: [^ @]+@([0-9a-f]{40}|<commit>) # .+")
    for workflow in workflows {
      let lines = workflow.split(separator: "\n", omittingEmptySubsequences: false)
      // Nothing is allowed but what a job says it needs.
      #expect(lines.contains("permissions: {}"), "\(lines[0])")
      for line in lines where line.contains("uses:") {
        #expect(line.contains(pinned), "\(line)")
      }
      let checkouts = lines.filter { $0.contains("actions/checkout@") }.count
      #expect(lines.filter { $0.contains("persist-credentials: false") }.count == checkouts)
      #expect(Self.scripts(in: lines).filter { $0.contains("${{") }.isEmpty)
      // No workflow checks the head out where it has the base's rights.
      if workflow.contains("pull_request_target") {
        #expect(!workflow.contains("ref: ${{ github.event"))
        #expect(!workflow.contains("head.ref"))
      }
    }
  }
}
