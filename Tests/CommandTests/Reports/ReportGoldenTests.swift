import AgentModel
import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

@testable import git_agentsync

/// Each form of the report over one pull request, as recorded.
struct ReportGoldenTests {
  private static let folder = Fixture.root.appending("reports")

  @Test func `each form says of one pull request what is recorded`() throws {
    let made = try MadeReport()
    let report = try made.report()
    let style = Style(isColoured: false)
    let forms = [
      "text.txt": CheckText(report: report, style: style).text
        + TextReport.lines(report.problems, style: style),
      "check.json": Report.json(CheckRecord(report)),
      "check.sarif": SarifReport(report).json,
      "github.txt": GitHubAnnotations(report: report).commands,
      "gitlab.json": GitLabReport(report).json,
      "comment.md": CheckMarkdown(report).text,
    ]
    for (name, text) in forms {
      try Golden.expect(text, equals: Self.folder.appending(name))
    }
  }

  @Test func `the JSON with a change in it fits the schema`() throws {
    let text = Report.json(CheckRecord(try MadeReport().report()))
    #expect(try KnownSchema.output.faults(of: JSONValue(parsing: text)) == [])
  }

  @Test func `SARIF fits its schema, and each result its rule`() throws {
    let log = try JSONValue(parsing: SarifReport(try MadeReport().report()).json)
    #expect(try KnownSchema.sarif.faults(of: log) == [])
    let run = try #require(log["runs"]?.elements.first)
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.elements)
    for result in run["results"]?.elements ?? [] {
      guard case .number(let index)? = result["ruleIndex"] else {
        Issue.record("a result without a rule")
        continue
      }
      #expect(rules[Int(index)]["id"] == result["ruleId"])
    }
    #expect(rules.allSatisfy { !($0["help"]?["markdown"]?.text ?? "").isEmpty })
    #expect(rules.allSatisfy { !($0["shortDescription"]?["text"]?.text ?? "").isEmpty })
  }

  @Test func `the schema of SARIF refuses what is none`() throws {
    for text in [
      #"{"version": "2.1.0"}"#, #"{"version": "2.0.0", "runs": []}"#,
      #"{"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]}"#,
      #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{}]}]}"#,
      #"{"version": "2.1.0", "runs": 5}"#,
    ] {
      #expect(try !KnownSchema.sarif.faults(of: JSONValue(parsing: text)).isEmpty, "\(text)")
    }
  }

  @Test func `fixes made as SARIF says leave what they promise`() throws {
    let made = try MadeReport()
    let report = try made.report()
    let hidden = try #require(report.items.first { $0.problem.code == .hiddenInvisible }?.fix)
    let prompt = ".github/prompts/new.prompt.md"
    #expect(hidden.applied(to: try made.repository.read(prompt)).contains("Be brief."))

    let broken = try #require(report.items.first { $0.problem.code == .missingReference }?.fix)
    #expect(broken.replacement == "../docs/tone.md")
    #expect(
      broken.applied(to: try made.repository.read("agents/bob.md"))
        .contains("[the style](../docs/tone.md)")
    )

    let stale = try #require(report.items.first { $0.problem.code == .outOfStep }?.fix)
    let path = stale.path.string
    let old = try made.repository.read(path)
    _ = try Tool.run("sync", in: made.repository)
    #expect(stale.applied(to: old) == (try made.repository.read(path)))
    #expect(stale.replacement.split(separator: "\n").count < old.split(separator: "\n").count)
  }
}

/// A schema that is read once for all tests.
struct KnownSchema {
  static let sarif = KnownSchema("fixtures/sarif/sarif-schema-2.1.0.json")
  static let output = KnownSchema("docs/output.schema.json")

  private let root: JSONValue?

  private init(_ path: String) {
    root = ProjectFile(path).flatMap { try? JSONValue(parsing: $0.text) }
  }

  func faults(of value: JSONValue) throws -> [String] {
    JSONSchema(root: try #require(root)).faults(of: value)
  }
}
