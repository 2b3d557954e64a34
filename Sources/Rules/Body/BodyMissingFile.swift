import AgentModel

import struct Git.RepoPath

extension Rule {
  static let bodyMissingFile = Rule(
    .bodyMissingFile,
    .warning,
    .vscode(["fileNotFound", "invalidFileReference"]),
    means: "A link or a `#file:` points to a file that is not in the repository.",
    why:
      "The model is told to read it and can't. VS Code looks from the folder of the file that holds the link.",
    cure: "Mend the path, or remove the link. Write examples of links as code.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      Follow [the guide](docs/guide.md) and #file:../../docs/rules.md closely.
      """,
      beside: ["docs/guide.md": "Guide.\n"]
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      Follow [the guide](../../docs/guide.md), [the other](https://pages.example/x), [below](#end), [home](~/x.md),
      [part](../../docs/guide.md#part) and #file:../../docs/guide.md closely. Write links as `[text](target)`.
      """,
      beside: ["docs/guide.md": "Guide.\n"]
    )
  ) { file, context in
    file.findings(
      file.fileTargets.compactMap { pointer in
        guard case .path(let path) = BodyTarget(pointer.target, from: file.path.parent),
          !(path.map(context.exists) ?? false)
        else { return nil }
        // Said by another rule: there once read as Markdown reads it.
        if let meant = BodyTarget.meant(pointer.target), context.hasTarget(meant, of: file) {
          return nil
        }
        let target = safeExcerpt(pointer.target)
        guard let path else {
          return Sighting(
            offset: pointer.range.lowerBound,
            message: "'\(target)' leads out of the repository",
            hint: "point to a file of the repository"
          )
        }
        let fromRoot = RepoPath(pointer.target).map(context.exists) ?? false
        return Sighting(
          offset: pointer.range.lowerBound,
          message:
            "'\(target)' is not there: VS Code looks for '\(safeExcerpt(path.string, limit: 120))'",
          hint: fromRoot
            ? "it stands at the root: write the path from this file's folder"
            : "mend the path, or remove the link"
        )
      }
    )
  }
}
