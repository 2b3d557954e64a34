import AgentModel

extension Rule {
  static let fileLFSPointer = Rule(
    .fileLFSPointer,
    .warning,
    .own,
    means: "A file is a pointer of Git LFS: its text is on a server, and not in the repository.",
    why:
      "Whoever checks it out gets a text that nobody has looked at: neither what is hidden in it nor what it "
      + "lets a model do. One that a change brings is an error with `--base`.",
    cure:
      "Put the text itself into the repository: take the file out of `.gitattributes`, and add it anew.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      version https://git-lfs.github.com/spec/v1
      oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
      size 12345
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      ---
      description: Plans a change.
      ---
      Large files begin with `version https://git-lfs.github.com/spec/v1`.
      """
    ),
    isIgnorable: false
  ) { file, _ in
    guard file.kind != .unread, file.bytes.starts(with: lfsStart) else { return [] }
    return [
      file.finding(
        at: 0,
        "the file is a pointer of Git LFS, so nobody here reads the text that VS Code finds",
        hint: "put the text itself into the repository"
      )
    ]
  }

  private static let lfsStart = Array("version https://git-lfs.github.com/spec/".utf8)
}
