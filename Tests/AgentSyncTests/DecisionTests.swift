import AgentModel
import Testing

@testable import AgentSync

struct DecisionTests {
  private func text(_ text: String) -> OutputText { OutputText(Array(text.utf8)) }

  private func decide(
    _ output: String?,
    _ generated: String?,
    base: Base = .unknown,
    registered: Bool = true,
    suppressed: Bool = false,
    adopts: Bool = false,
    replaces: Bool = false
  ) throws -> Decision {
    try Decision(
      Decision.Facts(
        output: output.map(text),
        generated: generated.map(text),
        isRegistered: registered,
        isSuppressed: suppressed,
        adopts: adopts,
        replaces: replaces
      )
    ) { () throws(Problem) in base }
  }

  @Test func `what was never there is created`() throws {
    #expect(try decide(nil, "1\n", registered: false) == .create)
  }

  @Test func `what is generated just so is in step, whoever wrote it`() throws {
    #expect(try decide("1\n", "1\n", registered: false) == .inStep)
    #expect(try decide("1\r\n", "1\n") == .inStep)
  }

  @Test func `an untouched output is written anew`() throws {
    #expect(try decide("1\n", "2\n", base: .of("1\n")) == .write)
  }

  @Test func `a hand edit over the present source stays`() throws {
    #expect(try decide("1\nmine\n", "1\n", base: .of("1\n")) == .keepEdit(from: text("1\n")))
  }

  @Test func `a hand edit and a change elsewhere are merged`() throws {
    let base = "1\n2\n3\n4\n5\n6\n"
    let decision = try decide(base + "mine\n", "one\n2\n3\n4\n5\n6\n", base: .of(base))
    #expect(decision == .merged(text("one\n2\n3\n4\n5\n6\nmine\n"), from: text(base)))
  }

  @Test func `a hand edit and a change of the same line conflict`() throws {
    let decision = try decide("1\nmine\n3\n", "1\ntheirs\n3\n", base: .of("1\n2\n3\n"))
    let sides = ConflictSides(
      base: text("1\n2\n3\n"),
      ours: text("1\nmine\n3\n"),
      theirs: text("1\ntheirs\n3\n")
    )
    #expect(decision == .refuse(.conflict(sides)))
    #expect(sides.kind == .text && sides.merged?.conflicts.count == 1)
  }

  @Test func `a hand edit that the source took over is no edit any more`() throws {
    #expect(try decide("1\nmine\n", "1\nmine\n", base: .of("1\n")) == .inStep)
  }

  @Test func `a file that the registry does not list is foreign, and no history is asked`() throws {
    let decision = try Decision(
      Decision.Facts(
        output: text("theirs\n"),
        generated: text("1\n"),
        isRegistered: false,
        isSuppressed: false,
        adopts: false,
        replaces: false
      )
    ) { () throws(Problem) in
      Issue.record("the history was asked")
      return .unknown
    }
    #expect(decision == .refuse(.foreign))
  }

  @Test func `a foreign file may be adopted or replaced`() throws {
    let adopted = try decide("theirs\n", "1\n", registered: false, adopts: true)
    #expect(adopted == .keepEdit(from: text("1\n")))
    #expect(try decide("theirs\n", "1\n", registered: false, replaces: true) == .write)
  }

  @Test func `an output of unknown base stays as it is`() throws {
    #expect(try decide("1\n", "2\n") == .refuse(.unknownBase))
  }

  @Test func `an output deleted by hand stays away`() throws {
    #expect(try decide(nil, "1\n", base: .of("1\n")) == .suppress)
    #expect(try decide(nil, "2\n", suppressed: true) == .suppress)
  }

  @Test func `an output deleted while its source changed is a conflict`() throws {
    #expect(
      try decide(nil, "2\n", base: .of("1\n"))
        == .refuse(.conflict(ConflictSides(base: text("1\n"), ours: nil, theirs: text("2\n"))))
    )
    #expect(try decide(nil, "2\n", base: .of("1\n"), adopts: true) == .suppress)
    #expect(try decide(nil, "2\n", base: .of("1\n"), replaces: true) == .create)
  }

  @Test func `the untouched output of an agent that is gone goes too`() throws {
    #expect(try decide("1\n", nil, base: .of("1\n")) == .remove)
  }

  @Test func `the edited output of an agent that is gone is a conflict`() throws {
    #expect(
      try decide("1\nmine\n", nil, base: .of("1\n"))
        == .refuse(
          .conflict(ConflictSides(base: text("1\n"), ours: text("1\nmine\n"), theirs: nil))
        )
    )
    #expect(try decide("1\nmine\n", nil, base: .of("1\n"), adopts: true) == .release)
    #expect(try decide("1\nmine\n", nil, base: .of("1\n"), replaces: true) == .remove)
  }
}
