import AgentModel

import struct Git.RepoPath

extension Rule {
  static let bodyUnclosedFence = Rule(
    .bodyUnclosedFence,
    .warning,
    .own,
    means: "A block of code is opened by a fence and never closed.",
    why:
      "All that follows is code: VS Code checks no link in it, and the model takes instructions for an example.",
    cure:
      "Close the block; where code holds fences itself, give the outer fence more marks than the inner ones.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      Write a test as this one:

      ```swift
      @Test func plans() {}

      Then run it.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      Write a test as this one:

      ````markdown
      ```swift
      @Test func plans() {}
      ```
      ````

      1. Or so:
         ~~~
         make test

      Then run it, with ``` in a line.
      """
    )
  ) { file, _ in
    guard file.kind.isMarkdown, let offset = unclosedFence(in: file.bytes, file.body) else {
      return []
    }
    return [
      file.finding(
        at: offset,
        "a block of code begins here and is never closed",
        hint: "close it; an outer fence needs more marks than those inside"
      )
    ]
  }
}

/// Where the fence stands that is open at the end of a text.
private func unclosedFence(in bytes: [UInt8], _ body: Range<Int>) -> Int? {
  guard bytes.firstIndex(of: "```", in: body) ?? bytes.firstIndex(of: "~~~", in: body) != nil else {
    return nil
  }
  var fence: (mark: UInt8, length: Int, indentation: Int, offset: Int)?
  var start = body.lowerBound
  while start < body.upperBound {
    let end = bytes.firstIndex(of: 0x0A, in: start..<body.upperBound) ?? body.upperBound
    let line = bytes[start..<end]
    let text = line.drop { $0 == 0x20 || $0 == 0x09 }
    let offset = text.startIndex
    start = end + 1
    guard let mark = text.first, mark != 0x0D else { continue }
    // A block in a list ends with its item, at a line that is indented less.
    if let open = fence, open.indentation >= 2, offset - line.startIndex < open.indentation {
      fence = nil
    }
    let length = text.prefix { $0 == mark }.count
    guard length >= 3, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { continue }
    let rest = text.dropFirst(length)
    if let open = fence {
      let isBare = rest.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if mark == open.mark, length >= open.length, isBare { fence = nil }
    } else if mark != UInt8(ascii: "`") || !rest.contains(mark) {
      fence = (mark, length, offset - line.startIndex, offset)
    }
  }
  guard let fence, fence.indentation < 2 else { return nil }
  return fence.offset
}
