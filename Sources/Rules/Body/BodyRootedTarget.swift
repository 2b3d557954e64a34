import AgentModel

import struct Git.RepoPath

extension Rule {
  static let bodyRootedTarget = Rule(
    .bodyRootedTarget,
    .warning,
    .own,
    means: "A link or a `#file:` starts with a slash.",
    why:
      "VS Code takes it from the root of the disk, not of the repository; GitHub's pages do the other.",
    cure: "Write the path from the folder of the file that holds the link.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      Follow [the guide](/docs/guide.md).
      """,
      beside: ["docs/guide.md": "Guide.\n"]
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      Follow [the guide](../../docs/guide.md). Its address is `[guide](/docs/guide.md)`.
      """,
      beside: ["docs/guide.md": "Guide.\n"]
    )
  ) { file, context in
    file.findings(
      file.fileTargets.compactMap { pointer in
        guard case .rooted = BodyTarget(pointer.target, from: file.path.parent) else { return nil }
        let bare = String(pointer.target.drop { $0 == "/" })
        let path = RepoPath(BodyTarget.meant(bare) ?? bare).flatMap {
          context.exists($0) ? $0 : nil
        }
        let relative = path.map {
          String(decoding: relativePath(from: file.path.parent, to: $0), as: UTF8.self)
        }
        return Sighting(
          offset: pointer.range.lowerBound,
          message: "'\(safeExcerpt(pointer.target))' starts at the root of the disk",
          hint: relative.map { "write '\(safeExcerpt($0, limit: 120))'" }
            ?? "write the path from this file's folder"
        )
      }
    )
  }
}
