import Markdown

/// The body of a document as the merge sees it: sections of blocks, every byte in one of them.
struct Body {
  /// What stands between the blank lines: a paragraph, a list, a table.
  struct Block: MergeElement {
    enum Kind: Int {
      case heading, paragraph, bullets, numbers, table, code, labels, definitions, other
    }

    let kind: Kind
    let text: [UInt8]
    var gap: [UInt8]

    var mark: Mark { Mark(text: text, kind: kind.rawValue, holdsPlace: true) }
  }

  /// A heading with all up to the next heading; the first one has no heading.
  struct Section: MergeElement {
    var heading: Block?
    var blocks: [Block] = []
    /// The heading's line without its marker.
    var title = ""

    var text: [UInt8] {
      (heading.map { blocks.isEmpty ? $0.text : $0.text + $0.gap } ?? []) + prose
    }
    /// All below the heading.
    var prose: [UInt8] {
      var text: [UInt8] = []
      for (index, block) in blocks.enumerated() {
        text += block.text
        if index + 1 < blocks.count { text += block.gap }
      }
      return text
    }
    var gap: [UInt8] { blocks.last?.gap ?? heading?.gap ?? [] }
    var mark: Mark {
      // The head of a document is itself, whatever it says.
      Mark(text: text, name: heading.map { $0.text } ?? [], kind: heading == nil ? 1 : 0)
    }
  }

  /// Blank lines before the first block.
  private(set) var lead: [UInt8] = []
  private(set) var sections: [Section] = []

  /// Takes a body apart; nil where it is too intricate to be read, or a fence is not closed.
  init?(_ bytes: [UInt8]) {
    guard let structure = try? MarkdownStructure(of: bytes) else { return nil }
    let lines = TextLines.split(bytes[...])
    guard let kinds = Body.kinds(of: lines, structure) else { return nil }
    var section = Section()
    var index = 0
    while index < lines.count, kinds[index] == nil {
      lead += lines[index]
      index += 1
    }
    while index < lines.count {
      guard let start = kinds[index] else { return nil }
      var end = index + 1
      while end < lines.count, let next = kinds[end], next.block == start.block { end += 1 }
      let text = Array(lines[index..<end].joined())
      index = end
      while end < lines.count, kinds[end] == nil { end += 1 }
      let block = Block(
        kind: start.kind,
        text: text,
        gap: Array(lines[index..<end].joined())
      )
      index = end
      if block.kind == .heading {
        sections.append(section)
        section = Section(heading: block, title: Body.title(text))
      } else {
        section.blocks.append(block)
      }
    }
    sections.append(section)
  }

  /// The blank lines at the end.
  var tail: [UInt8] { sections.last { !$0.text.isEmpty }?.gap ?? [] }

  /// For each line the block it belongs to, and what that is; nil for blank lines between blocks.
  ///
  /// - Returns: nil where a fence is not closed.
  private static func kinds(
    of lines: [ArraySlice<UInt8>],
    _ structure: MarkdownStructure
  ) -> [(block: Int, kind: Block.Kind)?]? {
    var kinds = [(block: Int, kind: Block.Kind)?](repeating: nil, count: lines.count)
    var line = 0
    for (number, block) in structure.blocks.enumerated() where block.parent == nil {
      while line < lines.count, lines[line].endIndex <= block.range.lowerBound { line += 1 }
      let first = line
      var last = line
      while last + 1 < lines.count, lines[last + 1].startIndex < block.range.upperBound {
        last += 1
      }
      guard first < lines.count else { break }
      while last > first, TextLines.isBlank(lines[last]) { last -= 1 }
      // A fence that is not closed takes in whatever comes to stand behind it.
      if block.kind == .fencedCode, !isClosed(lines[first...last]) { return nil }
      let kind = kind(of: block.kind, lines[first...last])
      for index in first...last { kinds[index] = (number, kind) }
      line = last + 1
    }
    // What no block holds are definitions; each run of lines is a block of its own.
    var number = structure.blocks.count
    for index in lines.indices where kinds[index] == nil && !TextLines.isBlank(lines[index]) {
      let isFollowing = index > 0 && kinds[index - 1]?.block == number
      if !isFollowing { number += 1 }
      kinds[index] = (number, .definitions)
    }
    return kinds
  }

  private static func isClosed(_ lines: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    guard lines.count > 1, let first = lines.first, let last = lines.last else { return false }
    let opening = TextLines.trimmed(first)
    let mark = opening.prefix { $0 == opening.first }
    let closing = TextLines.trimmed(last)
    return closing.count >= mark.count && closing.allSatisfy { $0 == mark.first }
  }

  private static func kind(
    of kind: MarkdownStructure.Block.Kind,
    _ lines: ArraySlice<ArraySlice<UInt8>>
  ) -> Block.Kind {
    switch kind {
    case .heading: .heading
    case .paragraph:
      if Table.isTable(lines) {
        .table
      } else if lines.allSatisfy({ KeyedLine.label(of: $0) != nil }) {
        .labels
      } else {
        .paragraph
      }
    case .fencedCode, .indentedCode: .code
    case .bulletList: .bullets
    case .numberedList: .numbers
    default: .other
    }
  }

  private static func title(_ heading: [UInt8]) -> String {
    let line = TextLines.split(heading[...]).first ?? []
    let text = line.drop { $0 == 35 || $0 == 32 || $0 == 9 }
    return String(decoding: text.prefix { $0 != 10 }, as: UTF8.self)
  }
}
