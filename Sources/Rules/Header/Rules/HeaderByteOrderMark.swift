import AgentModel

extension Rule {
  static let headerByteOrderMark = Rule(
    .headerByteOrderMark,
    .error,
    .own,
    means: "A file begins with a byte order mark.",
    why:
      "Read from the disk, the mark hides the header from VS Code; in an open editor it does not, "
      + "so nobody sees the fault.",
    cure: "Save the file as UTF-8 without a byte order mark.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      "\u{FEFF}---\ndescription: Plans.\n---\nPlan.\n"
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      "---\ndescription: Plans.\n---\u{FEFF}\nPlan.\n"
    )
  ) { file, _ in
    // Guides and JSON are read with the mark as without it.
    guard file.kind.isMarkdown, file.kind != .guide, file.beginsWithMark else { return [] }
    return [
      file.finding(
        at: 0,
        "U+FEFF at the start of the file hides its header",
        hint: "save it as UTF-8 without a byte order mark"
      )
    ]
  }
}
