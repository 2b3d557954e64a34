import AgentModel

import struct Git.RepoPath

extension Rule {
  static let fileConflictMarkers = Rule(
    .fileConflictMarkers,
    .error,
    .own,
    means: "A file holds the markers of a conflict of git's.",
    why:
      "The model gets both sides of the conflict, and no reader of a header gets past the markers.",
    cure: "Decide between the two sides and remove the three lines of marks.",
    wrong: Example(
      ".github/agents/review.agent.md",
      """
      ---
      description: Reviews.
      ---
      \("<<<<<<<") ours
      Be strict.
      \("=======")
      Be kind.
      \(">>>>>>>") theirs
      """
    ),
    right: Example(
      ".github/agents/review.agent.md",
      """
      ---
      description: Reviews.
      ---
      Strictness
      \("=======")

      Look for lines that begin with `<<<<<<<` and `>>>>>>>`.
      """
    )
  ) { file, _ in
    guard let line = file.conflictLine else { return [] }
    return [
      file.finding(
        at: file.lines.start(ofLine: line),
        "a conflict begins here that nobody has settled",
        hint: "decide between the two sides and remove the three lines of marks"
      )
    ]
  }
}

extension RuleFile {
  /// The line where the first conflict begins: one of `<`, one of `=`, one of `>`, seven or more and as many.
  var conflictLine: Int? {
    var opening: (line: Int, length: Int)?
    var hasMiddle = false
    guard bytes.firstIndex(of: "<<<<<<<") != nil else { return nil }
    for line in 1...lines.count {
      let text = bytes[lines[line - 1]]
      guard let mark = text.first, mark == 0x3C || mark == 0x3D || mark == 0x3E else { continue }
      let length = text.prefix { $0 == mark }.count
      let rest = text.dropFirst(length)
      let isBare = rest.isEmpty || rest.elementsEqual([0x0D])
      guard length >= 7, isBare || rest.first == 0x20 && mark != 0x3D else { continue }
      switch mark {
      case 0x3C:
        opening = (line, length)
        hasMiddle = false
      case 0x3D: hasMiddle = hasMiddle || opening?.length == length
      default:
        if let opening, hasMiddle, opening.length == length { return opening.line }
      }
    }
    return nil
  }
}
