import AgentModel
import Rules

/// The page of a rule, as Markdown: what `explain` prints and `docs/rules/` holds.
struct RulePage {
  private let rule: Rule

  init(_ rule: Rule) {
    self.rule = rule
  }

  var text: String {
    """
    # `\(rule.code.rawValue)`

    \(severity), \(source).

    - **What it means**: \(rule.means)
    - **Why it is a problem**: \(rule.why)
    - **What to do**: \(rule.cure)

    ## Wrong

    \(RulePage.example(rule.wrong))

    ## Right

    \(RulePage.example(rule.right))

    """
  }

  private var severity: String {
    let word = rule.severity == .info ? "Note" : rule.severity == .error ? "Error" : "Warning"
    return rule.isIgnorable ? word : "\(word) that no comment in a file can silence"
  }

  private var source: String {
    switch rule.source {
    case .vscode(let diagnostics):
      "as VS Code says with " + diagnostics.map { "`\($0)`" }.joined(separator: ", ")
    case .github: "from GitHub's documentation"
    case .skills: "from the specification of agent skills"
    case .own: "what neither VS Code nor GitHub says"
    }
  }

  /// The files of an example; what nobody would see is written out, and what is long is cut.
  private static func example(_ example: Rule.Example) -> String {
    example.files.map { file in
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      var shown = lines.prefix(limit).map { line in
        line.count > width
          ? "\(visible(line.prefix(width)))… (\(line.count) characters)" : visible(line)
      }
      if lines.count > limit { shown.append("… (\(lines.count) lines)") }
      while shown.last == "" { shown.removeLast() }
      return "`\(file.path)`:\n\n````text\n\(shown.joined(separator: "\n"))\n````"
    }.joined(separator: "\n\n")
  }

  private static let limit = 30
  private static let width = 160

  /// The text with everything that is not plainly to be seen as its code point.
  private static func visible(_ line: Substring) -> String {
    line.unicodeScalars.map { scalar in
      let isPlain =
        scalar.isASCII
        ? scalar.value >= 0x20 && scalar.value < 0x7F
        : scalar.properties.isAlphabetic || scalar.properties.generalCategory == .otherPunctuation
          || scalar.properties.generalCategory == .dashPunctuation || scalar.properties.isEmoji
      return isPlain ? String(scalar) : "<U+\(String(scalar.value, radix: 16, uppercase: true))>"
    }.joined()
  }
}

/// The table of all rules; `docs/rules.md` is made of it.
enum RuleIndex {
  static var document: String {
    var text = """
      # Rules

      `git agentsync check` examines every file that VS Code reads, whoever owns it. Each rule has a page, which `git agentsync explain CODE`
      prints too. The severity can be set in `.agentsync.yml` (`rules: {code: error|warning|info|off}`), and one place in a file can be
      excused with a reason, on the line before it or on its own: `<!-- agentsync: ignore CODE: reason -->`, in a header
      `# agentsync: ignore CODE: reason`. With `--base`, what counts is what the tip of the base says of both.

      What a change lets files do that they couldn't do is told by the `power.` codes of [problems.md](problems.md#power-that-a-change-brings).
      What the rules find beside those of other linters stands in [peers.md](peers.md), and what they find in a library of 200 agents in
      [rules-on-a-library.md](rules-on-a-library.md).

      | code | severity | what it means |
      |---|---|---|

      """
    for rule in Rule.all {
      let code = rule.code.rawValue
      text += "| [`\(code)`](rules/\(code).md) | \(rule.severity.rawValue) | \(rule.means) |\n"
    }
    text += """

      ## VS Code's own diagnostics

      By the keys of its messages, as of September 2026.

      | VS Code | here |
      |---|---|

      """
    for (diagnostic, code) in diagnostics { text += "| `\(diagnostic)` | `\(code)` |\n" }
    text += "\nWhat can't be known without the editor:\n\n"
    for (diagnostic, reason) in UnknowableDiagnostics.reasons.sorted(by: { $0.key < $1.key }) {
      text += "- `\(diagnostic)`: \(reason).\n"
    }
    return text
  }

  private static var diagnostics: [(String, String)] {
    Rule.all.flatMap { rule -> [(String, String)] in
      guard case .vscode(let diagnostics) = rule.source else { return [] }
      return diagnostics.map { ($0, rule.code.rawValue) }
    }.sorted { $0 < $1 }
  }
}
