internal import CMarkdown
internal import Cmd4c

extension StructureBuilder {
  /// Adds the spans and texts of one paragraph or heading; returns where its last markup ends.
  ///
  /// A cursor goes over the source from event to event. What stands between two events is markup, and
  /// each event says which: where the source does not show it, the span is left out and the cursor
  /// goes on at the next text.
  mutating func inlines(_ indices: Range<Int>, from first: Int, block: Int) -> Int {
    var walk = InlineWalk(cursor: first, block: block)
    for index in indices {
      let event = events[index]
      switch Int(event.kind) {
      case Int(CMARKDOWN_TEXT.rawValue): text(event, &walk)
      case Int(CMARKDOWN_ENTER_SPAN.rawValue): enterSpan(event, &walk)
      default: leaveSpan(event, next: index + 1 < indices.upperBound ? index + 1 : nil, &walk)
      }
    }
    return walk.cursor
  }

  /// Where the walk over a paragraph stands.
  struct InlineWalk {
    var cursor: Int
    let block: Int
    /// Spans that are open: their index in `structure.spans`, nil for one that was not found.
    var open: [Int?] = []
    var images = 0
    /// Whether the last text was HTML that goes on in the next line.
    var isInsideHTML = false
  }

  private mutating func text(_ event: cmarkdown_event, _ walk: inout InlineWalk) {
    let type = MD_TEXTTYPE(UInt32(event.type))
    guard let range = range(of: event) else {
      if type == MD_TEXT_HTML { walk.isInsideHTML = true }
      if type == MD_TEXT_BR || type == MD_TEXT_SOFTBR {
        add(.lineBreak, walk.cursor..<walk.cursor, walk)
      }
      return
    }
    switch type {
    case MD_TEXT_HTML:
      // A tag may go on in the next line; blanks at a line's end come as a text of their own.
      let goesOn = walk.isInsideHTML || source[range.lowerBound] != UInt8(ascii: "<")
      if goesOn, let last = structure.spans.indices.last,
        structure.spans[last].kind == .html
      {
        structure.spans[last].range = structure.spans[last].range.lowerBound..<range.upperBound
        structure.spans[last].content = structure.spans[last].range
      } else {
        addSpan(.html, range, walk)
      }
    case MD_TEXT_ENTITY: add(.entity, range, walk)
    case MD_TEXT_CODE: add(.code, range, walk)
    default: add(.plain, range, walk)
    }
    walk.isInsideHTML = false
    walk.cursor = range.upperBound
  }

  private mutating func add(
    _ kind: MarkdownStructure.Text.Kind,
    _ range: Range<Int>,
    _ walk: InlineWalk
  ) {
    structure.texts.append(
      MarkdownStructure.Text(kind: kind, range: range, isImageText: walk.images > 0)
    )
  }

  private mutating func addSpan(
    _ kind: MarkdownStructure.Span.Kind,
    _ range: Range<Int>,
    _ walk: InlineWalk
  ) {
    structure.spans.append(
      MarkdownStructure.Span(
        kind: kind,
        range: range,
        content: range,
        target: nil,
        block: walk.block
      )
    )
  }

  private mutating func enterSpan(_ event: cmarkdown_event, _ walk: inout InlineWalk) {
    let place = markup(from: walk.cursor)
    let kind: MarkdownStructure.Span.Kind
    let length: Int
    switch MD_SPANTYPE(UInt32(event.type)) {
    case MD_SPAN_EM: (kind, length) = (.emphasis, isEmphasis(place) ? 1 : 0)
    case MD_SPAN_STRONG:
      (kind, length) = (.strong, isEmphasis(place) && isEmphasis(place + 1) ? 2 : 0)
    case MD_SPAN_CODE: (kind, length) = (.code, source.run(of: UInt8(ascii: "`"), at: place))
    case MD_SPAN_IMG:
      let isThere = source[place] == UInt8(ascii: "!") && source[place + 1] == UInt8(ascii: "[")
      (kind, length) = (.image, isThere ? 2 : 0)
      walk.images += 1
    default:
      let isAutolink = source[place] == UInt8(ascii: "<")
      (kind, length) =
        isAutolink ? (.autolink, 1) : (.link, source[place] == UInt8(ascii: "[") ? 1 : 0)
    }
    guard length > 0 else {
      walk.open.append(nil)
      return
    }
    walk.cursor = place + length
    addSpan(kind, place..<walk.cursor, walk)
    structure.spans[structure.spans.count - 1].content = walk.cursor..<walk.cursor
    walk.open.append(structure.spans.count - 1)
  }

  private mutating func leaveSpan(_ event: cmarkdown_event, next: Int?, _ walk: inout InlineWalk) {
    if MD_SPANTYPE(UInt32(event.type)) == MD_SPAN_IMG { walk.images -= 1 }
    guard let open = walk.open.popLast(), let index = open else { return }
    let contentEnd = walk.cursor
    var place = markup(from: contentEnd)
    var contentLimit = place
    switch structure.spans[index].kind {
    case .emphasis: place += isEmphasis(place) ? 1 : 0
    case .strong: place += isEmphasis(place) && isEmphasis(place + 1) ? 2 : 0
    case .code:
      let ticks =
        structure.spans[index].content.lowerBound - structure.spans[index].range.lowerBound
      place += source.run(of: UInt8(ascii: "`"), at: place) == ticks ? ticks : 0
    case .autolink:
      contentLimit = contentEnd
      place = contentEnd + (source[contentEnd] == UInt8(ascii: ">") ? 1 : 0)
      structure.spans[index].target = structure.spans[index].content.lowerBound..<contentEnd
    case .link, .image:
      guard source[place] == UInt8(ascii: "]") else { break }
      place += 1
      if let tail = tail(at: place, before: next) {
        structure.spans[index].target = tail.target
        place = tail.end
      }
    case .html: break
    }
    let span = structure.spans[index]
    structure.spans[index].content =
      span.content.lowerBound..<max(span.content.lowerBound, contentLimit)
    structure.spans[index].range =
      span.range.lowerBound..<max(structure.spans[index].content.upperBound, place)
    walk.cursor = max(walk.cursor, place)
  }

  /// What follows the brackets of a link: `(target "title")`, `[label]` or nothing.
  ///
  /// Where md4c reports the next byte as text, the brackets stand alone.
  private func tail(at place: Int, before next: Int?) -> (target: Range<Int>?, end: Int)? {
    if let next, Int(events[next].kind) == Int(CMARKDOWN_TEXT.rawValue),
      let range = range(of: events[next]), range.lowerBound == place
    {
      return nil
    }
    if source[place] == UInt8(ascii: "(") { return source.inlineTail(at: place) }
    return source.labelEnd(at: place).map { (nil, $0) }
  }

  private func isEmphasis(_ offset: Int) -> Bool {
    source[offset] == UInt8(ascii: "*") || source[offset] == UInt8(ascii: "_")
  }

  /// The next byte of markup from `offset` on: behind blanks and line endings with what stands at the
  /// head of the next line.
  private func markup(from offset: Int) -> Int {
    var place = offset
    while true {
      let blank = source.skipBlanks(from: place)
      let isEscapedEnd = source[blank] == UInt8(ascii: "\\") && source.isLineEnd(blank + 1)
      let lineEnd = isEscapedEnd ? blank + 1 : blank
      guard source.isLineEnd(lineEnd), lineEnd < source.end else { return blank }
      place = source.continuationStart(ofLineAt: source.nextLine(after: lineEnd))
    }
  }
}
