import Markdown

/// What a document's structure says of it: headings with anchors, bold labels, the purpose.
struct Outline {
  private(set) var headings: [Document.Heading] = []
  private(set) var labels: [Document.Label] = []
  private(set) var purpose: Sourced<String>?

  private let structure: MarkdownStructure
  private let plain: PlainText
  private let lines: LineIndex

  init(_ structure: MarkdownStructure, of bytes: [UInt8], lines: LineIndex) {
    self.structure = structure
    self.lines = lines
    plain = PlainText(structure, of: bytes)
    var slugs = Slugs()
    var isPurpose = false
    for (index, block) in structure.blocks.enumerated() {
      switch block.kind {
      case .heading(let level):
        let text = plain.text(in: block.content)
        headings.append(
          Document.Heading(
            level: level,
            text: text,
            slug: slugs.next(for: text),
            line: lines.line(of: block.range.lowerBound),
            range: block.range
          )
        )
        isPurpose = purpose == nil && Outline.purposeNames.contains(text.lowercased())
      case .paragraph:
        if headings.count < 3 { readLabels(of: block, at: index) }
        guard isPurpose, block.parent == nil else { continue }
        let text = plain.text(in: block.content)
        guard !text.isEmpty else { continue }
        purpose = Sourced(text, .section, line: lines.line(of: block.range.lowerBound))
        isPurpose = false
      default: continue
      }
    }
  }

  private static let purposeNames: Set = [
    "purpose", "purpose statement", "description", "overview",
  ]

  /// A label is bold text with a colon at the start of a line; its value is the rest of that line.
  private mutating func readLabels(of block: MarkdownStructure.Block, at index: Int) {
    for span in plain.spans(in: block.range) where span.kind == .strong && span.block == index {
      guard plain.isLineStart(span.range.lowerBound, in: block.content) else { continue }
      var name = plain.text(in: span.content)
      let end = plain.lineEnd(after: span.range.upperBound, in: block.content)
      var value = plain.text(in: span.range.upperBound..<max(span.range.upperBound, end))
      if name.hasSuffix(":") {
        name.removeLast()
      } else if value.hasPrefix(":") {
        value.removeFirst()
      } else {
        continue
      }
      let trimmed = Document.Label(
        name: trimmingWhitespace(name),
        value: trimmingWhitespace(value),
        line: lines.line(of: span.range.lowerBound)
      )
      if !trimmed.name.isEmpty, !trimmed.value.isEmpty { labels.append(trimmed) }
    }
  }
}

/// The text of a document without its markup.
struct PlainText {
  private let structure: MarkdownStructure
  private let bytes: [UInt8]

  init(_ structure: MarkdownStructure, of bytes: [UInt8]) {
    self.structure = structure
    self.bytes = bytes
  }

  /// The text of the runs inside of a range; line ends become spaces, images have no text.
  func text(in range: Range<Int>) -> String {
    var text: [UInt8] = []
    for run in structure.texts[firstText(from: range.lowerBound)...] {
      guard run.range.lowerBound < range.upperBound else { break }
      guard !run.isImageText else { continue }
      switch run.kind {
      case .plain, .code: text += bytes[run.range]
      case .entity: text += Entity.decoded(bytes[run.range])
      case .lineBreak: text.append(UInt8(ascii: " "))
      }
    }
    return trimmingWhitespace(String(decoding: text, as: UTF8.self))
  }

  /// The spans that begin inside of a range.
  func spans(in range: Range<Int>) -> ArraySlice<MarkdownStructure.Span> {
    let first = partition(structure.spans.count) {
      structure.spans[$0].range.lowerBound < range.lowerBound
    }
    let last = partition(structure.spans.count) {
      structure.spans[$0].range.lowerBound < range.upperBound
    }
    return structure.spans[first..<max(first, last)]
  }

  /// Whether nothing but markup of containers stands on the line before `offset`.
  func isLineStart(_ offset: Int, in content: Range<Int>) -> Bool {
    if offset == content.lowerBound { return true }
    let before = structure.texts[..<firstText(from: offset)].last
    guard let before, before.range.lowerBound >= content.lowerBound else { return false }
    return before.kind == .lineBreak
  }

  /// Where the line that holds `offset` ends inside of a paragraph.
  func lineEnd(after offset: Int, in content: Range<Int>) -> Int {
    let end = bytes[offset..<content.upperBound].firstIndex(of: UInt8(ascii: "\n"))
    return end ?? content.upperBound
  }

  private func firstText(from offset: Int) -> Int {
    partition(structure.texts.count) { structure.texts[$0].range.lowerBound < offset }
  }

  /// The first index for which `isBefore` no longer holds.
  private func partition(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
