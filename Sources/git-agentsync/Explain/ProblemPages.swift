import AgentModel

/// What the codes of all stages mean; `docs/problems.md` is made of it.
enum ProblemPages {
  /// A section of codes each, in the order of the stages.
  static let sections = [
    bytes, frontMatter, library, references, configuration, repository, generating, merging,
    validating, applying, recording, commandLine, versions, power,
  ]

  /// The whole page.
  static var document: String {
    ([introduction] + sections).joined(separator: "\n\n") + "\n"
  }

  /// What one code means; nil where it is a rule's.
  static func text(of code: Problem.Code) -> String? {
    let heading = "### `\(code.rawValue)`\n"
    for section in sections {
      guard let start = section.firstRange(of: heading) else { continue }
      let rest = section[start.upperBound...]
      let end = rest.firstRange(of: "\n### ")?.lowerBound ?? rest.endIndex
      return "# `\(code.rawValue)`\n" + rest[..<end].trimmingSuffix { $0 == "\n" } + "\n"
    }
    return nil
  }

  private static let introduction = #"""
    # Problems

    Every message of `git agentsync` ends in a code in square brackets. This page has a heading for each of them but the rules, which have
    pages of their own ([rules.md](rules.md)); `git agentsync explain CODE` prints either. Codes are never renamed
    and never used for something else. The word before the dot is the stage of the work that found it. Where one thing is wrong more than 50 times
    in a file, a last message of the same code says how many more there are.
    """#
}

extension Substring {
  fileprivate func trimmingSuffix(while matches: (Character) -> Bool) -> Substring {
    guard let last = lastIndex(where: { !matches($0) }) else { return "" }
    return self[...last]
  }
}
