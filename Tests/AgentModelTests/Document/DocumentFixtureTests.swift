import AgentModel
import TestSupport
import Testing

/// The documents in `fixtures/documents`, each with what is read from it, or why it is not.
struct DocumentFixtureTests {
  @Test(arguments: Fixture.cases(in: "documents"))
  func `a document is read as expected`(fixture: Fixture) throws {
    let bytes = try #require(fixture.bytes("source.md"))
    var report: String
    do throws(Problem) {
      let document = try Document(parsing: bytes, at: path("source.md"))
      #expect(document.render() == bytes)
      report = DocumentFixtureTests.report(on: document)
    } catch {
      report = DocumentFixtureTests.line(error)
    }
    try Golden.expect(report, equals: fixture.path("expected.txt"))
  }

  private static func line(_ problem: Problem) -> String {
    let place = [problem.place?.line, problem.place?.column].compactMap { $0.map { ":\($0)" } }
      .joined()
    return
      "\(problem.severity)\(place) [\(problem.code.rawValue)] \(problem.message)\n  hint: \(problem.hint ?? "-")\n"
  }

  private static func report(on document: Document) -> String {
    var report = ""
    for pair in document.frontMatter?.pairs ?? [] {
      report += "key \(pair.line):\(pair.column) " + text(of: pair, "")
    }
    report += "body from \(document.bodyStart)\n"
    for heading in document.headings {
      report += "heading \(heading.line) \(heading.level) '\(heading.text)' #\(heading.slug)\n"
    }
    for label in document.labels {
      report += "label \(label.line) '\(label.name)' = '\(label.value)'\n"
    }
    if let purpose = document.purpose {
      report += "purpose \(purpose.line ?? 0) '\(purpose.value)'\n"
    }
    for reference in document.references {
      let source = String(decoding: document.bytes[reference.range], as: UTF8.self)
      let anchor = reference.anchor.map { " #\($0)" } ?? ""
      report +=
        "\(reference.form) \(reference.line):\(reference.column) \(source.debugDescription) '\(reference.path)'\(anchor)\n"
    }
    return report + document.findings.map(line).joined()
  }

  private static func text(of pair: YAMLPair, _ indent: String) -> String {
    "\(pair.key) = " + text(of: pair.item, indent)
  }

  private static func text(of item: YAMLItem, _ indent: String) -> String {
    switch item.value {
    case .scalar(let text, let quoted):
      return "\(item.line):\(item.column) \(quoted ? text.debugDescription : text)\n"
    case .sequence(let items):
      return "\(item.line):\(item.column)\n"
        + items.map { "\(indent)  - " + text(of: $0, indent + "  ") }.joined()
    case .mapping(let pairs):
      return "\(item.line):\(item.column)\n"
        + pairs.map { "\(indent)  " + text(of: $0, indent + "  ") }.joined()
    }
  }
}
