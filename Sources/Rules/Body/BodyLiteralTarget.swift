import AgentModel

extension Rule {
  static let bodyLiteralTarget = Rule(
    .bodyLiteralTarget,
    .info,
    .own,
    means:
      "A target has an anchor, a title, angle brackets or percent escapes, and the file is there without.",
    why:
      "VS Code takes every letter of a target for the file's name and warns that there is no such file; "
      + "pages and models read it as it is meant.",
    cure: "Write the bare path and name the part in words, or live with VS Code's warning.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      Follow [the guide](../../docs/guide.md#rules) and [it](../../docs/guide.md "again").
      """,
      beside: ["docs/guide.md": "# Rules\n"]
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      Follow "Rules" in [the guide](../../docs/guide.md), then [the page](https://pages.example/x%20y#z).
      """,
      beside: ["docs/guide.md": "# Rules\n"]
    )
  ) { file, context in
    file.findings(
      file.fileTargets.compactMap { pointer in
        guard !context.hasTarget(pointer.target, of: file),
          let meant = BodyTarget.meant(pointer.target),
          !meant.hasPrefix("/"), context.hasTarget(meant, of: file)
        else { return nil }
        return Sighting(
          offset: pointer.range.lowerBound,
          message: "'\(safeExcerpt(pointer.target))' is a file's name to VS Code, letter by letter",
          hint: "write '\(safeExcerpt(meant))' and name the part in words"
        )
      }
    )
  }
}
