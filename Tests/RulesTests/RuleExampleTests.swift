import AgentModel
import Git
import Rules
import Testing

/// Every rule is shown by its own two examples, which stand on its page.
struct RuleExampleTests {
  static let rules = Rule.all.map(\.code)

  private static func rule(_ code: Problem.Code) throws -> Rule {
    try #require(Rule.all.first { $0.code == code })
  }

  /// What one rule finds in an example.
  private static func findings(_ example: Rule.Example, _ rule: Rule) throws -> [Problem] {
    let files = try example.files.map { file in
      (path: try #require(RepoPath(file.path)), bytes: Array(file.text.utf8))
    }
    let paths = files.map(\.path)
    let context = RuleContext(
      files: files.compactMap { file in
        CustomizationKind(file.path).map {
          RuleFile(path: file.path, kind: $0, bytes: file.bytes)
        }
      },
      existence: { path in paths.contains { $0.isWithin(path) } }
    )
    return examine(context, by: [rule])
  }

  @Test(arguments: rules)
  func `the wrong example provokes the rule, in its first file`(code: Problem.Code) throws {
    let rule = try Self.rule(code)
    let found = try Self.findings(rule.wrong, rule)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.code == code && $0.severity == rule.severity })
    #expect(found.contains { $0.place?.path.string == rule.wrong.files[0].path })
  }

  @Test(arguments: rules)
  func `the right example provokes nothing`(code: Problem.Code) throws {
    let rule = try Self.rule(code)
    #expect(try Self.findings(rule.right, rule) == [])
  }

  @Test func `each rule has one code, and is worded as messages are`() throws {
    #expect(Set(Self.rules).count == Self.rules.count)
    for rule in Rule.all {
      for text in [rule.means, rule.why, rule.cure] {
        #expect(text.hasSuffix("."), "\(rule.code.rawValue): \(text)")
      }
      for finding in try Self.findings(rule.wrong, rule) {
        #expect(!finding.message.hasSuffix("."), "\(rule.code.rawValue): \(finding.message)")
        #expect(!finding.message.contains("\n"))
        #expect(finding.message.first?.isUppercase != true || finding.message.hasPrefix("U+"))
      }
    }
  }
}
