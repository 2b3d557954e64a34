import AgentModel

extension Rule {
  static let instructionsNeverApplied = Rule(
    .instructionsNeverApplied,
    .warning,
    .own,
    means: "Instructions have neither `applyTo` nor `description`.",
    why:
      "No request brings them by itself: VS Code finds nothing to choose them by, and GitHub reads `applyTo` alone.",
    cure: "Write `applyTo` with the files that they are about.",
    wrong: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      name: Swift
      ---
      Use two spaces.
      """
    ),
    right: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      applyTo: '**/*.swift'
      ---
      Use two spaces.
      """
    )
  ) { file, _ in
    guard file.kind == .instructions, file.header?["applyTo"] == nil,
      file.header?["description"]?.isBlank ?? true, !file.isHeaderUncertain
    else { return [] }
    return [
      file.finding(
        at: nil,
        "'applyTo' is missing, and no 'description' is there to choose the instructions by",
        hint: "write 'applyTo' with the files that they are about"
      )
    ]
  }

  static let instructionsByDescription = Rule(
    .instructionsByDescription,
    .info,
    .github,
    means: "Instructions have a `description` and no `applyTo`.",
    why: "VS Code lets the model choose them by the description; GitHub never reads them.",
    cure: "Write `applyTo` where they are meant for GitHub too.",
    wrong: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      description: How we write Swift.
      ---
      Use two spaces.
      """
    ),
    right: Example(
      ".github/instructions/swift.instructions.md",
      """
      ---
      description: How we write Swift.
      applyTo: '**/*.swift'
      ---
      Use two spaces.
      """
    )
  ) { file, _ in
    guard file.kind == .instructions, file.header?["applyTo"] == nil,
      let description = file.header?.pair("description"), !description.value.isBlank,
      !file.isHeaderUncertain
    else { return [] }
    return [
      file.finding(
        at: description.keyRange.lowerBound,
        "without 'applyTo' VS Code may choose the instructions, and GitHub does not read them",
        hint: "write 'applyTo' where they are meant for GitHub too"
      )
    ]
  }
}

extension RuleFile {
  /// Whether keys may be lost by a fault that another rule tells.
  fileprivate var isHeaderUncertain: Bool {
    if header == nil { return beginsWithMark || body.isEmpty }
    return header?.dropped != nil || header?.isClosed == false || header?.faults.isEmpty == false
  }
}
