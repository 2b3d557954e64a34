import AgentModel
import Git
import TestSupport
import Testing

@testable import AgentSync

struct ReferenceCaseTests {
  @Test(arguments: ReferenceCase.all())
  func `what is known and mended is what the case says`(_ example: ReferenceCase) throws {
    let repository = try example.build()
    let report = try ReferenceReport(repository)
    var sections: [(String, [String])] = [
      ("map", try report.map()),
      ("works", report.works()),
      ("broken", report.broken()),
    ]
    let isMerged = example.sections.contains { $0.title.hasPrefix("merge") }
    if isMerged, try repository.git("status", "--porcelain").isEmpty {
      let committed = try ReferenceReport.check(.head, in: repository)
      #expect(committed.broken == report.before.broken, "work tree and commit differ")
    }
    let laws = try ReferenceFixLaws(report)
    sections.append(("fixed", ReferenceReport.changedLines(report.files, laws.files)))
    var text = example.script
    for (title, lines) in sections where !lines.isEmpty || title == "broken" {
      text += "\n== \(title)\n"
      text += lines.isEmpty ? "nothing\n" : ReferenceReport.short(lines).map { $0 + "\n" }.joined()
    }
    try Golden.expect(text, equals: example.file)
    try laws.expectAll()
  }

  @Test func `there are cases for every form and every kind of rename`() {
    #expect(ReferenceCase.all().count >= 120)
  }
}
