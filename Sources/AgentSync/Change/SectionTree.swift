import AgentModel

/// A document's body taken apart by its headings.
///
/// Texts are compared without line endings and without the blank lines around a section, and lines that
/// hold nothing but labels are left out: those are fields.
struct SectionTree {
  struct Section {
    /// The heading's text; empty for the text before the first one.
    let title: String
    /// The heading as written.
    let heading: [[UInt8]]
    /// The lines between this heading and the next one.
    let body: [[UInt8]]
    /// The index of the section that this one lies in; nil for the root.
    let parent: Int?
    /// Indices, in the order of the document.
    var children: [Int] = []
    /// The index after the last section that lies in this one.
    var end: Int
  }

  /// In the order of the document; the first is the root, which holds the text before any heading.
  private(set) var sections: [Section] = []
  /// The section under the document's title: its first heading, if all others are deeper.
  let title: Int?

  init(_ document: Document) {
    let lines = BodyLines(document)
    let levels = document.headings.map(\.level)
    let isTitled =
      levels.first.map { first in levels.dropFirst().allSatisfy { $0 > first } } ?? false
    title = isTitled ? 1 : nil
    sections = [
      Section(
        title: "",
        heading: [],
        body: lines.body(from: lines.start, to: lines.start(of: document.headings.first)),
        parent: nil,
        end: 1
      )
    ]
    var open: [(index: Int, level: Int)] = [(0, 0)]
    for (number, heading) in document.headings.enumerated() {
      let next = number + 1 < document.headings.count ? document.headings[number + 1] : nil
      while open.count > 1, let last = open.last, last.level >= heading.level { open.removeLast() }
      let parent = open.last?.index ?? 0
      let index = sections.count
      sections[parent].children.append(index)
      let bodyStart = lines.end(of: heading)
      sections.append(
        Section(
          title: heading.text,
          heading: lines.raw(from: lines.start(of: heading), to: bodyStart),
          body: lines.body(from: bodyStart, to: max(bodyStart, lines.start(of: next))),
          parent: parent,
          end: index + 1
        )
      )
      // A title covers the whole document; taking it for a parent would say nothing.
      if index != title { open.append((index, heading.level)) }
    }
    for index in sections.indices.reversed() {
      if let last = sections[index].children.last { sections[index].end = sections[last].end }
    }
  }

  /// The headings from the top to a section.
  func path(of index: Int) -> [String] {
    var path: [String] = []
    var next: Int? = index
    while let current = next, current > 0 {
      path.append(sections[current].title)
      next = sections[current].parent
    }
    return path.reversed()
  }

  /// The body of a section, as one text.
  func text(of index: Int) -> [UInt8] {
    Array(sections[index].body.joined(separator: [10]))
  }

  /// The body of a section and all that lies in it, headings included, as one text.
  func wholeText(of index: Int) -> [UInt8] {
    var text = self.text(of: index)
    for inner in (index + 1)..<max(index + 1, sections[index].end) {
      text.append(10)
      text += sections[inner].heading.joined(separator: [10])
      text.append(10)
      text += self.text(of: inner)
    }
    return text
  }

  /// The headings right below a section, as one text.
  func titles(below index: Int) -> [UInt8] {
    Array(sections[index].children.map { Array(sections[$0].title.utf8) }.joined(separator: [10]))
  }
}

/// The lines of a document's body, found by byte offset.
private struct BodyLines {
  let bytes: [UInt8]
  let start: Int
  /// Numbers of the lines, counted from the body's first, that hold nothing but labels.
  private var labelLines: Set<Int> = []
  private var starts: [Int] = []

  init(_ document: Document) {
    bytes = document.bytes
    start = min(document.bodyStart, document.bytes.count)
    starts = [start]
    for index in start..<bytes.count where bytes[index] == 10 { starts.append(index + 1) }
    let firstLine = bytes[..<start].count { $0 == 10 } + 1
    for (line, labels) in Dictionary(grouping: document.labels, by: \.line) {
      let number = line - firstLine
      guard starts.indices.contains(number) else { continue }
      let words = labels.map { BodyLines.letters($0.name) + BodyLines.letters($0.value) }.joined()
      let text = String(decoding: bytes[starts[number]..<end(ofLine: number)], as: UTF8.self)
      if BodyLines.letters(text) == words { labelLines.insert(number) }
    }
  }

  /// A text without its markup.
  private static func letters(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isLetterOrDigit)))
  }

  private func end(ofLine number: Int) -> Int {
    number + 1 < starts.count ? starts[number + 1] : bytes.count
  }

  private func line(at offset: Int) -> Int {
    starts.partitioningIndex { $0 > offset } - 1
  }

  /// Where a heading's line begins; the end of the body for nil.
  func start(of heading: Document.Heading?) -> Int {
    guard let heading else { return bytes.count }
    return starts[max(0, line(at: heading.range.lowerBound))]
  }

  /// Where the line after a heading begins.
  func end(of heading: Document.Heading) -> Int {
    let last = max(heading.range.lowerBound, heading.range.upperBound - 1)
    return end(ofLine: max(0, line(at: last)))
  }

  /// The lines between two offsets, both at the start of a line.
  func raw(from start: Int, to end: Int) -> [[UInt8]] {
    numbers(from: start, to: end).map(text)
  }

  /// The same without blank lines at either end and without lines of labels.
  func body(from start: Int, to end: Int) -> [[UInt8]] {
    let lines = numbers(from: start, to: end).lazy.filter { !labelLines.contains($0) }.map(text)
    let kept = Array(lines.drop(while: BodyLines.isBlank))
    let last = kept.lastIndex { !BodyLines.isBlank($0) }
    return last.map { Array(kept[...$0]) } ?? []
  }

  private func numbers(from start: Int, to end: Int) -> Range<Int> {
    guard start < end else { return 0..<0 }
    return line(at: start)..<(line(at: end - 1) + 1)
  }

  private func text(_ number: Int) -> [UInt8] {
    var line = bytes[starts[number]..<end(ofLine: number)]
    if line.last == 10 { line.removeLast() }
    if line.last == 13 { line.removeLast() }
    return Array(line)
  }

  private static func isBlank(_ line: [UInt8]) -> Bool {
    line.allSatisfy { $0 == 32 || $0 == 9 }
  }
}

extension Unicode.Scalar {
  fileprivate var isLetterOrDigit: Bool {
    guard value >= 0x80 else { return properties.isAlphabetic || ("0"..."9").contains(self) }
    switch properties.generalCategory {
    case .spaceSeparator, .dashPunctuation, .otherPunctuation, .openPunctuation, .closePunctuation:
      return false
    default: return true
    }
  }
}
