import AgentModel
import Foundation
import Git
import Markdown
import Testing

@testable import AgentSync
@testable import git_agentsync

/// Whatever stands in a repository stays text in each form.
struct HostileReportTests {
  @Test(arguments: HostileReport.names)
  func `a hostile name is nothing but text in a comment`(name: String) throws {
    let report = try HostileReport(name: name).report()
    let text = CheckMarkdown(report).text
    let bytes = Array(text.utf8)
    let structure = try MarkdownStructure(of: bytes)
    func read(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    #expect(structure.spans.allSatisfy { $0.kind == .code }, "\(structure.spans)")
    #expect(structure.definitions.isEmpty)
    let html = structure.blocks.filter { $0.kind == .html }.map { read($0.range) }
    #expect(html == [CheckMarkdown.mark, Self.summary, "</details>"], "\(html)")
    let headings = structure.blocks.filter { if case .heading = $0.kind { true } else { false } }
    #expect(headings.count == 8)
    let fences = structure.blocks.filter { $0.kind == .fencedCode }
    #expect(fences.count == 1)
    let quotes = structure.blocks.filter { $0.kind == .quote || $0.kind == .indentedCode }
    #expect(quotes.isEmpty)

    // What GitHub and GitLab make of plain text, which is nothing that CommonMark knows of.
    let link = #/[@#$^~&\[\]!*_<>]|https?:|www\.|:[a-z]+:|[0-9a-f]{7}|::/#
      .matchingSemantics(.unicodeScalar)
    for run in structure.texts where run.kind == .plain {
      let plain = read(run.range)
      #expect(plain.replacing("->", with: "").firstMatch(of: link) == nil, "\(plain)")
    }
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count == 3)
    #expect(rows.allSatisfy { row in row.utf8.count { $0 == UInt8(ascii: "|") } == 5 }, "\(rows)")
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
  }

  private static let summary = """
    <details>
    <summary>There before, not counted: 5</summary>
    """

  @Test(arguments: HostileReport.names)
  func `a name can be read in a comment`(name: String) throws {
    let text = CheckMarkdown(try HostileReport(name: name).report()).text
    let bytes = Array(text.utf8)
    let structure = try MarkdownStructure(of: bytes)
    let codes = structure.texts.filter { $0.kind == .code }
      .map { String(decoding: bytes[$0.range], as: UTF8.self) }
    let shown = name.escapedForTerminal.withoutRunnerCommands
    // A bar stands between two pieces of code.
    let pieces = shown.unicodeScalars.split(separator: "|").map { String($0) }
    let piece = pieces.max { $0.count < $1.count } ?? ""
    let trimmed = piece.trimmingCharacters(in: .whitespaces)
    let isThere = codes.contains { $0.contains(trimmed) } || text.contains(trimmed)
    #expect(isThere || trimmed.isEmpty, "\(codes)")
  }

  @Test(arguments: HostileReport.names)
  func `a hostile name starts no command of a runner`(name: String) throws {
    let report = try HostileReport(name: name).report()
    let commands = GitHubAnnotations(report: report).commands
    let lines = commands.unicodeScalars.split(omittingEmptySubsequences: false) {
      $0 == "\n" || $0 == "\r"
    }.dropLast().map { String($0) }
    #expect(lines.count == 5)
    let command = #/::([a-z]+) ([^:]*)::(.*)/#.matchingSemantics(.unicodeScalar)
    for line in lines {
      let match = try #require(line.wholeMatch(of: command), "\(line)")
      #expect(["error", "warning"].contains(match.output.1))
      let properties = match.output.2.split(separator: ",").map {
        $0.split(separator: "=", maxSplits: 1).map(String.init)
      }
      let names = properties.map(\.first)
      #expect(names == ["file", "line", "col", "title"] || names == ["file", "title"])
      // What the runner decodes is part of what any address may have encoded.
      let file = properties[0][1].removingPercentEncoding
      let place = report.brought.first?.problem.place?.path.string
      #expect(file == place || file == place?.withoutRunnerCommands, "\(line)")
    }
    let style = Style(isColoured: false)
    let said =
      CheckText(report: report, style: style).text
      + TextReport.lines(report.problems, style: style)
    for text in [
      said.withoutRunnerCommands, commands, GitLabReport(report).json, SarifReport(report).json,
      Report.json(CheckRecord(report)), CheckMarkdown(report).text,
    ] {
      #expect(text.firstMatch(of: #/\#\#[a-z]*\[/#) == nil)
      let starts = text.split(separator: "\n").filter {
        $0.trimmingCharacters(in: .whitespaces).hasPrefix("::")
      }
      #expect(text == commands || starts.isEmpty, "\(starts)")
    }
  }

  @Test(arguments: HostileReport.names)
  func `a hostile name leaves JSON what it is`(name: String) throws {
    let hostile = HostileReport(name: name)
    let report = try hostile.report()
    let place = hostile.place.string
    let log = try JSONValue(parsing: SarifReport(report).json)
    #expect(try KnownSchema.sarif.faults(of: log) == [])
    let result = try #require(log["runs"]?.elements.first?["results"]?.elements.first)
    let uri = result["locations"]?.elements.first?["physicalLocation"]?["artifactLocation"]?["uri"]
    #expect(uri?.text?.removingPercentEncoding == place)
    let message = try #require(result["message"]?["text"]?.text)
    #expect(message.firstMatch(of: #/[^\\]\]\(/#) == nil)
    #expect(message.firstMatch(of: #/(^|[^{])\{[0-9]/#) == nil)

    let quality = try JSONValue(parsing: GitLabReport(report).json)
    #expect(quality.elements.count == 5)
    #expect(quality.elements.first?["location"]?["path"]?.text == place)
    let prints = quality.elements.compactMap { $0["fingerprint"]?.text }
    #expect(Set(prints).count == 5)

    let record = try JSONValue(parsing: Report.json(CheckRecord(report)))
    #expect(try KnownSchema.output.faults(of: record) == [])
    #expect(record["change"]?["agents"]?.elements.first?["agent"]?.text == name)
  }

  @Test(arguments: HostileReport.names)
  func `a hostile name steers no terminal`(name: String) throws {
    let report = try HostileReport(name: name).report()
    let text = CheckText(report: report, style: Style(isColoured: false)).text
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    #expect(text.escapedForTerminal == text.replacing("\n", with: "\\n"))
  }
}
