internal import CMarkdown
internal import Cmd4c

extension StructureBuilder {
  /// The index of the first event from `index` on that enters or leaves a block.
  private func nextBlockEvent(from index: Int) -> Int {
    var next = index
    while next < events.count, events[next].kind > UInt8(CMARKDOWN_LEAVE_BLOCK.rawValue) {
      next += 1
    }
    return next
  }

  // MARK: - Paragraphs and headings

  /// Adds the paragraph or heading whose events start at `index`; returns the event after its last.
  mutating func inlineLeaf(_ kind: MarkdownStructure.Block.Kind, from index: Int) -> Int {
    let end = nextBlockEvent(from: index)
    guard index < end else {
      if case .heading(let level) = kind { emptyHeading(level: level) }
      return end
    }
    let first = firstOffset(of: index..<end, in: kind)
    placeContainers(before: markupStart(of: kind, before: first))
    let block = structure.blocks.count
    let last = inlines(index..<end, from: first, block: block)
    let lineEnd = source.lineEnd(of: max(first, last))
    switch kind {
    case .heading(let level):
      let start = markupStart(of: kind, before: first)
      let isATX = start < first && source.isHeading(at: start, level: level)
      // A setext heading has its line of `=` or `-` below.
      let end = isATX ? lineEnd : source.lineEnd(of: source.nextLine(after: lineEnd))
      addLeaf(kind, start..<end, content: first..<max(first, last))
    default:
      addLeaf(kind, first..<lineEnd)
    }
    return end
  }

  /// Where a heading's `#` stand; `first` itself for all else.
  private func markupStart(of kind: MarkdownStructure.Block.Kind, before first: Int) -> Int {
    guard case .heading(let level) = kind else { return first }
    var place = first
    while place > source.start, source[place - 1].isBlank { place -= 1 }
    // md4c counts a tab behind the `#` to the text.
    guard place < first || source[first].isBlank, place - level >= source.start else {
      return first
    }
    let start = place - level
    return source.isHeading(at: start, level: level) && source[start - 1] != UInt8(ascii: "#")
      ? start : first
  }

  private mutating func emptyHeading(level: Int) {
    if case .task? = open.last.map({ structure.blocks[$0].kind }), unplaced > 0 {
      // `[ ]` with a line of `=` or `-` below: the box belongs to the item, and nothing is left.
      let box = source.firstPlace(from: gap) { source[$0] == UInt8(ascii: "[") } ?? source.end
      let below = source.nextLine(after: box)
      let underline = source[source.continuationStart(ofLineAt: below)]
      if underline == UInt8(ascii: "=") || underline == UInt8(ascii: "-") {
        placeContainers(before: box)
        addLeaf(.heading(level: level), box..<source.lineEnd(of: below), content: box..<box)
        return
      }
    }
    let place = source.firstPlace(from: gap) { source.isHeading(at: $0, level: level) }
    let start = place ?? source.end
    placeContainers(before: start)
    let end = source.lineEnd(of: start)
    let content = min(start + level, end)
    addLeaf(.heading(level: level), start..<end, content: content..<content)
  }

  /// Where the text or markup of a paragraph or heading begins.
  private func firstOffset(of all: Range<Int>, in kind: MarkdownStructure.Block.Kind) -> Int {
    // Where a task's box stands alone on its line, the end of that line comes first.
    let breaks = all.prefix {
      Int(events[$0].kind) == Int(CMARKDOWN_TEXT.rawValue) && events[$0].begin == UInt32.max
    }
    let indices = breaks.endIndex..<all.upperBound
    guard !indices.isEmpty else { return gap }
    if Int(events[indices.lowerBound].kind) == Int(CMARKDOWN_TEXT.rawValue),
      let range = range(of: events[indices.lowerBound])
    {
      // md4c leaves out the backslash of an escape.
      let before = range.lowerBound - 1
      let isEscaped = before >= source.start && source[before] == UInt8(ascii: "\\")
      return isEscaped ? before : range.lowerBound
    }
    // A span comes first, and md4c does not say where it begins: at the head of the line of the first
    // text, or of one before it. Without any text it is the first such line from the gap on.
    let opener = self.opener(of: events[indices.lowerBound])
    guard let knownIndex = known(in: indices), let known = range(of: events[knownIndex]) else {
      return firstLineStart(from: gap, in: kind) { opener.contains(source[$0]) } ?? gap
    }
    var line = source.lineStart(of: known.lowerBound)
    for index in indices.lowerBound..<knownIndex where endsLine(index) && line > gap {
      line = source.previousLine(before: line)
    }
    while true {
      let place = textStart(ofLineAt: line, in: kind)
      if opener.contains(source[place]) { return place }
      guard line > gap else { return known.lowerBound }
      line = source.previousLine(before: line)
    }
  }

  /// The start of the first line's text from `line` on where `matches` holds, definitions left out.
  private func firstLineStart(
    from line: Int,
    in kind: MarkdownStructure.Block.Kind,
    where matches: (Int) -> Bool
  ) -> Int? {
    var line = line
    while line < source.end {
      let place = textStart(ofLineAt: line, in: kind)
      let definition = source.definition(at: place)
      if definition == nil, matches(place) { return place }
      line = source.nextLine(after: definition?.range.upperBound ?? line)
    }
    return nil
  }

  /// The first event whose place is sure: a text, or a link with its target that holds no text.
  private func known(in indices: Range<Int>) -> Int? {
    let text = indices.first {
      events[$0].kind == UInt8(CMARKDOWN_TEXT.rawValue) && range(of: events[$0]) != nil
    }
    // A target may also be that of a definition, before or after.
    return text ?? indices.first { range(of: events[$0]).map { $0.lowerBound >= gap } ?? false }
  }

  /// Whether an event says that the text goes on in the next line: a break, or code that is nothing
  /// but a line end, for which md4c 0.4.8 reports no text at all.
  private func endsLine(_ index: Int) -> Bool {
    let event = events[index]
    if event.kind == UInt8(CMARKDOWN_TEXT.rawValue) { return range(of: event) == nil }
    return event.kind == UInt8(CMARKDOWN_ENTER_SPAN.rawValue)
      && MD_SPANTYPE(UInt32(event.type)) == MD_SPAN_CODE
      && events[index + 1].kind == UInt8(CMARKDOWN_LEAVE_SPAN.rawValue)
  }

  /// Where the text of a line begins, behind a heading's `#` and the box of a task.
  private func textStart(ofLineAt line: Int, in kind: MarkdownStructure.Block.Kind) -> Int {
    var place = source.textStart(ofLineAt: line)
    if case .task? = open.last.map({ structure.blocks[$0].kind }), unplaced > 0,
      source[place] == UInt8(ascii: "["), source[place + 2] == UInt8(ascii: "]")
    {
      place = source.skipBlanks(from: place + 3)
    }
    if case .heading(let level) = kind, source.isHeading(at: place, level: level) {
      place = source.skipBlanks(from: place + level)
    }
    return place
  }

  /// The bytes that the span of an event may begin with.
  private func opener(of event: cmarkdown_event) -> [UInt8] {
    switch MD_SPANTYPE(UInt32(event.type)) {
    case MD_SPAN_A: [UInt8(ascii: "["), UInt8(ascii: "<")]
    case MD_SPAN_IMG: [UInt8(ascii: "!")]
    case MD_SPAN_CODE: [UInt8(ascii: "`")]
    default: [UInt8(ascii: "*"), UInt8(ascii: "_")]
    }
  }

  // MARK: - Code and HTML

  /// Adds the code or HTML block whose text starts at `index`; returns the event after its last.
  mutating func verbatimLeaf(_ event: cmarkdown_event, from index: Int) -> Int {
    let end = nextBlockEvent(from: index)
    var lineCount = 0
    var firstLine: Int?
    var first: Int?
    for text in events[index..<end] {
      if let range = range(of: text) {
        guard first == nil else { continue }
        first = range.lowerBound
        // The lines before it are empty, and md4c reports nothing but their ends.
        var line = source.lineStart(of: range.lowerBound)
        for _ in 0..<lineCount { line = source.previousLine(before: line) }
        firstLine = line
      } else if text.detail == 1 {
        lineCount += 1
      }
    }
    if event.detail != 0 {
      fencedCode(event, firstLine: firstLine, lineCount: lineCount, before: end)
    } else {
      let start = first ?? gap
      placeContainers(before: start)
      let contentEnd = lastLineEnd(from: firstLine ?? source.lineStart(of: start), count: lineCount)
      let isHTML = MD_BLOCKTYPE(UInt32(event.type)) == MD_BLOCK_HTML
      addLeaf(isHTML ? .html : .indentedCode, start..<max(start, contentEnd))
    }
    return end
  }

  private func lastLineEnd(from firstLine: Int, count: Int) -> Int {
    var line = firstLine
    for _ in 1..<max(1, count) { line = source.nextLine(after: line) }
    return source.lineEnd(of: line)
  }

  private mutating func fencedCode(
    _ event: cmarkdown_event,
    firstLine: Int?,
    lineCount: Int,
    before next: Int
  ) {
    let byte = event.detail
    var fenceLine = gap
    if let info = range(of: event) {
      fenceLine = source.lineStart(of: info.lowerBound)
    } else if let firstLine {
      fenceLine = source.previousLine(before: firstLine)
    }
    let found = source.firstPlace(from: fenceLine) { source.isFence(at: $0, of: byte) }
    let fence = found ?? source.end
    placeContainers(before: fence)
    let contentStart = source.nextLine(after: fence)
    let contentEnd =
      lineCount > 0 ? lastLineEnd(from: contentStart, count: lineCount) : contentStart
    let below = lineCount > 0 ? source.nextLine(after: contentEnd) : contentStart
    let closing = closingFence(at: below, of: byte, count: source.run(of: byte, at: fence), next)
    let end =
      closing ?? (lineCount > 0 ? contentEnd : source.lineEnd(of: fence))
    addLeaf(
      .fencedCode,
      fence..<max(fence, end),
      content: min(
        contentStart,
        max(fence, end)
      )..<min(max(contentStart, contentEnd), max(fence, end))
    )
  }

  /// The end of the fence that closes a block, where the line at `line` is one.
  ///
  /// md4c 0.4.8 takes a fence that stands outside of the block's container for the closing one, later
  /// versions for the opening one of the next block: what it reports next tells.
  private func closingFence(at line: Int, of byte: UInt8, count: Int, _ next: Int) -> Int? {
    guard line < source.end, fenceLine(ofBlockFrom: next) != line else { return nil }
    var place = source.skipBlanks(from: line)
    var quotes = open.count { structure.blocks[$0].kind == .quote }
    while quotes > 0, source[place] == UInt8(ascii: ">") {
      quotes -= 1
      place = source.skipBlanks(from: place + 1)
    }
    let run = source.run(of: byte, at: place)
    return run >= count && source.isBlankLine(from: place + run) ? source.lineEnd(of: line) : nil
  }

  /// The line of the opening fence of the next leaf, where that is fenced code and can be told.
  private func fenceLine(ofBlockFrom index: Int) -> Int? {
    let leave = UInt8(CMARKDOWN_LEAVE_BLOCK.rawValue)
    let rest = events[index...].drop { $0.kind == leave }
    guard let code = rest.first, code.kind == UInt8(CMARKDOWN_ENTER_BLOCK.rawValue),
      MD_BLOCKTYPE(UInt32(code.type)) == MD_BLOCK_CODE, code.detail != 0
    else { return nil }
    if let info = range(of: code) { return source.lineStart(of: info.lowerBound) }
    var emptyLines = 0
    for text in rest.dropFirst().prefix(while: { $0.kind == UInt8(CMARKDOWN_TEXT.rawValue) }) {
      if let range = range(of: text) {
        var line = source.lineStart(of: range.lowerBound)
        for _ in 0...emptyLines { line = source.previousLine(before: line) }
        return line
      }
      emptyLines += text.detail == 1 ? 1 : 0
    }
    return nil
  }
}
