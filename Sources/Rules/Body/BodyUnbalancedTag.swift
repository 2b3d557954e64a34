import AgentModel

import struct Git.RepoPath

extension Rule {
  static let bodyUnbalancedTag = Rule(
    .bodyUnbalancedTag,
    .info,
    .own,
    means:
      "A tag that stands in a line of its own is opened and not closed, or closed and not opened.",
    why:
      "A model that is shown where a part begins and not where it ends takes the rest for that part.",
    cure: "Write the missing tag, or a word without angle brackets.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      <example>
      Plan a release.

      Now plan what is asked.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      <example name="one">
      Plan a release.</example>
      <br>

      ```
      <example>
      ```

      Write <name> where a name goes.
      """
    )
  ) { file, _ in
    // Most files have no such line, and need no second look.
    guard file.kind.isMarkdown, !unbalancedTags(in: file.bytes, file.body, anyLone: true).isEmpty
    else { return [] }
    return file.findings(
      unbalancedTags(in: file.prose.bytes, file.body).map { tag in
        Sighting(
          offset: tag.offset,
          message: tag.isOpening
            ? "\(quoted("<\(tag.name)>")) is never closed"
            : "\(quoted("</\(tag.name)>")) closes nothing",
          hint: "write the missing tag"
        )
      }
    )
  }
}

/// A tag of HTML's look in a text.
private struct LoneTag {
  let name: String
  let offset: Int
  let isOpening: Bool
  /// Whether nothing else stands in its line.
  let isAlone: Bool
}

/// Elements of HTML that need not be closed, or never are.
private let unclosedElements: Set = [
  "area", "base", "body", "br", "col", "dd", "dt", "hr", "html", "img", "input", "li", "link",
  "meta",
  "option", "p", "source", "td", "th", "tr", "wbr",
]

/// Of each name the last tag that stands alone, where there are more openings than closings or the other way round.
///
/// With `anyLone` it is any tag that stands alone.
private func unbalancedTags(
  in bytes: [UInt8],
  _ body: Range<Int>,
  anyLone: Bool = false
) -> [LoneTag] {
  var tags: [String: [LoneTag]] = [:]
  var at = body.lowerBound
  while let open = bytes.firstIndex(of: UInt8(ascii: "<"), in: at..<body.upperBound) {
    at = open + 1
    guard let (tag, end) = tag(in: bytes, open, body) else { continue }
    if anyLone, tag.isAlone { return [tag] }
    if !anyLone { tags[tag.name, default: []].append(tag) }
    at = end
  }
  let found = tags.compactMap { name, tags -> LoneTag? in
    let opened = tags.count(where: \.isOpening)
    let closed = tags.count - opened
    guard opened != closed, !unclosedElements.contains(name) else { return nil }
    return tags.last { $0.isAlone && $0.isOpening == (opened > closed) }
  }
  return found.sorted { $0.offset < $1.offset }
}

private func tag(in bytes: [UInt8], _ open: Int, _ body: Range<Int>) -> (LoneTag, Int)? {
  var at = open + 1
  let isOpening = at >= body.upperBound || bytes[at] != UInt8(ascii: "/")
  if !isOpening { at += 1 }
  let name = bytes[min(at, body.upperBound)..<body.upperBound].prefix(40).prefix { byte in
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
  guard let first = name.first, first >= UInt8(ascii: "a") else { return nil }
  let rest = bytes[name.endIndex..<body.upperBound].prefix(300)
  guard let close = rest.firstIndex(where: { [0x3E, 0x3C, 0x0A].contains($0) }),
    bytes[close] == 0x3E,
    close == name.endIndex || [0x20, 0x09].contains(bytes[name.endIndex]),
    bytes[close - 1] != UInt8(ascii: "/")
  else { return nil }
  var behind = close + 1
  while behind < body.upperBound, [0x20, 0x09, 0x0D].contains(bytes[behind]) { behind += 1 }
  let isAlone =
    (open == body.lowerBound || bytes[open - 1] == 0x0A)
    && (behind == body.upperBound || bytes[behind] == 0x0A)
  return (
    LoneTag(
      name: String(decoding: name, as: UTF8.self),
      offset: open,
      isOpening: isOpening,
      isAlone: isAlone
    ), close + 1
  )
}
