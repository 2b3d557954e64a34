import AgentModel

extension Rule {
  static let headerSyntax = Rule(
    .headerSyntax,
    .error,
    .vscode([
      "yaml/unexpected-indentation", "yaml/expected-colon", "yaml/expected-key",
      "yaml/expected-flow-map-end", "yaml/expected-flow-seq-end", "yaml/unexpected-token",
    ]),
    means:
      "A header is no YAML that VS Code could read: a bracket is missing, a line is indented by "
      + "chance, or a sign stands where none may.",
    why:
      "VS Code shows an error and goes on with what it could make of it, which is seldom what was meant.",
    cure:
      "Close what was opened, put keys in one column, and put text that holds brackets, quotes or "
      + "colons into double quotes.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      tools: [search, edit
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      tools: [search, # to look around
        edit]
      ---
      Plan.
      """
    )
  ) { file, _ in
    file.headerFaults.compactMap { fault in
      let (message, hint): (String, String)
      switch fault.kind {
      case .duplicateKey, .missingValue: return nil
      case .unexpectedIndentation:
        message = "the line is indented further than the one it goes with"
        hint = "indent it as its neighbours are"
      case .expectedColon:
        message = "':' is missing behind the key"
        hint = "write 'key: value'"
      case .expectedKey:
        message = "a key is missing before \(quoted(file.text(fault.range)))"
        hint = "write 'key: value', the key as a plain word"
      case .expectedFlowMapEnd:
        message = "'}' is missing"
        hint = "close the map, or put the text into double quotes"
      case .expectedFlowSequenceEnd:
        message = "']' is missing"
        hint = "close the list, or put the text into double quotes"
      case .unexpectedToken:
        message = "\(quoted(file.text(fault.range))) can't stand here"
        hint = "remove it, or put the text that it belongs to into double quotes"
      }
      return file.finding(at: fault.range.lowerBound, message, hint: hint)
    }
  }
}
