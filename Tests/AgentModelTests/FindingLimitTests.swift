import AgentModel
import Testing

/// Findings are bounded, and what is left out is counted.
struct FindingLimitTests {
  private func problem(
    _ code: Problem.Code,
    _ file: String,
    line: Int,
    _ severity: Problem.Severity = .warning
  ) -> Problem {
    Problem(code, severity: severity, at: Problem.Place(path(file), line: line), "line \(line)")
  }

  @Test func `what is below the limit stays as it is`() {
    let found = (1...50).map { problem(.missingReference, "a.md", line: $0) }
    #expect(found.limited(toEachFile: 50) == found)
    #expect(found.limited(toRun: 50) == found)
    #expect([Problem]().limited(toEachFile: 50).isEmpty)
  }

  @Test func `each code, severity and file has room of its own`() {
    let many = (1...60).map { problem(.missingReference, "a.md", line: $0) }
    let others = [
      problem(.missingReference, "a.md", line: 61, .error),
      problem(.escapingReference, "a.md", line: 62), problem(.missingReference, "b.md", line: 1),
    ]
    let found = (many + others).limited(toEachFile: 50)
    #expect(found.count == 54)
    #expect(Array(found.suffix(3)) == others)
    #expect(found[50].message.hasPrefix("10 more of this kind"))
    #expect(found[50].code == .missingReference)
    #expect(found[50].severity == .warning)
    #expect(found[50].place?.line == 51)
  }

  @Test func `one run has room for so many of a code, whatever the files`() {
    let many = (1...3_000).map { problem(.missingReference, "a\($0).md", line: 1) }
    let error = problem(.missingReference, "z.md", line: 1, .error)
    let found = (many + [error]).limited(toRun: 1_000)
    #expect(found.count == 1_002)
    #expect(found[1_000].message.hasPrefix("2000 more of this kind from here on in this run are"))
    #expect(found.last == error)
  }

  @Test func `one that is left out is spoken of as one`() {
    let found = (1...3).map { problem(.missingReference, "a.md", line: $0) }
    #expect(found.limited(toEachFile: 2).last?.message.contains("in this file is not") == true)
  }

  @Test func `what was limited already is counted to the last when it is limited again`() {
    let one = (1...250).map { problem(.missingReference, "a.md", line: $0) }
    let two = (1...70).map { problem(.missingReference, "b.md", line: $0) }
    let files = (one + two).limited(toEachFile: 50)
    #expect(files.count == 102)
    #expect(files.limited(toEachFile: 50) == files)
    let run = files.limited(toRun: 60)
    #expect(run.count == 61)
    #expect(run[50].message.hasPrefix("200 more"))
    // 320 in all, of which 50, the 200 and 9 are told.
    #expect(run[60].message.hasPrefix("61 more"))
  }
}
