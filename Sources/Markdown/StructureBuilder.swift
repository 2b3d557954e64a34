internal import CMarkdown
internal import Cmd4c

/// Turns md4c's events into blocks and spans with byte ranges.
///
/// md4c tells what there is and where its text stands; where the markup around it stands is read from
/// the source. `gap` is the start of the first line that no leaf block has taken yet: what md4c reports
/// without any text (a thematic break, an empty heading) is the next such thing from there on, and a
/// link definition, which md4c does not report at all, stands on a line that no leaf block takes.
struct StructureBuilder {
  let source: Source
  let events: [cmarkdown_event]
  var structure = MarkdownStructure()
  var gap: Int
  /// Containers that are open, outermost first, as indices into `structure.blocks`.
  var open: [Int] = []
  /// How many of `open` have no place yet, because no text of theirs was seen.
  var unplaced = 0
  /// The furthest end of anything that has its place.
  private var reached = 0

  init(source: Source, events: [cmarkdown_event]) {
    self.source = source
    self.events = events
    gap = source.start
    structure.blocks.reserveCapacity(events.count / 8)
    structure.texts.reserveCapacity(events.count / 4)
    structure.spans.reserveCapacity(events.count / 8)
  }

  /// Offsets of an event count from where the Markdown starts.
  func range(of event: cmarkdown_event) -> Range<Int>? {
    guard event.begin != UInt32.max, event.begin <= event.end else { return nil }
    return source.start + Int(event.begin)..<source.start + Int(event.end)
  }

  mutating func build() -> MarkdownStructure {
    var index = 0
    while index < events.count {
      let event = events[index]
      switch Int(event.kind) {
      case Int(CMARKDOWN_ENTER_BLOCK.rawValue): index = enter(event, at: index)
      case Int(CMARKDOWN_LEAVE_BLOCK.rawValue):
        leave(event)
        index += 1
      default:
        // md4c reports no paragraph in a tight list: the item holds the text itself.
        index = inlineLeaf(.paragraph, from: index)
      }
    }
    takeDefinitions(upTo: source.end)
    return structure
  }

  private mutating func enter(_ event: cmarkdown_event, at index: Int) -> Int {
    switch MD_BLOCKTYPE(UInt32(event.type)) {
    case MD_BLOCK_QUOTE: openContainer(.quote)
    case MD_BLOCK_UL: openContainer(.bulletList(tight: event.tight != 0))
    case MD_BLOCK_OL:
      openContainer(.numberedList(start: Int(event.begin), tight: event.tight != 0))
    case MD_BLOCK_LI:
      let mark = UInt8(ascii: " ")
      openContainer(event.detail == 0 ? .item : .task(done: event.detail != mark))
    case MD_BLOCK_HR: thematicBreak()
    case MD_BLOCK_H:
      return inlineLeaf(.heading(level: Int(event.detail)), from: index + 1) + 1
    case MD_BLOCK_P: return inlineLeaf(.paragraph, from: index + 1) + 1
    case MD_BLOCK_CODE, MD_BLOCK_HTML: return verbatimLeaf(event, from: index + 1) + 1
    default: break
    }
    // A thematic break's end is the next event.
    return MD_BLOCKTYPE(UInt32(event.type)) == MD_BLOCK_HR ? index + 2 : index + 1
  }

  /// Adds a leaf block, and everything that stands on the lines up to its end is taken.
  mutating func addLeaf(
    _ kind: MarkdownStructure.Block.Kind,
    _ range: Range<Int>,
    content: Range<Int>? = nil
  ) {
    takeDefinitions(upTo: source.lineStart(of: range.lowerBound))
    structure.blocks.append(
      MarkdownStructure.Block(
        kind: kind,
        range: range,
        content: content ?? range,
        parent: open.last
      )
    )
    reached = max(reached, range.upperBound)
    gap = max(gap, source.nextLine(after: range.upperBound))
  }

  private mutating func thematicBreak() {
    let place = source.firstPlace(from: gap) { source.isThematicBreak(at: $0) } ?? source.end
    placeContainers(before: place)
    addLeaf(.thematicBreak, place..<source.lineEnd(of: place))
  }

  /// Adds the link definitions on the lines from `gap` to `limit`, which are taken then.
  private mutating func takeDefinitions(upTo limit: Int) {
    while gap < limit {
      let place = source.textStart(ofLineAt: gap)
      var last = gap
      if source[place] == UInt8(ascii: "["), let definition = source.definition(at: place) {
        structure.definitions.append(definition)
        last = definition.range.upperBound
      }
      gap = source.nextLine(after: last)
    }
  }
}

// MARK: - Containers

extension StructureBuilder {
  private mutating func openContainer(_ kind: MarkdownStructure.Block.Kind) {
    structure.blocks.append(
      MarkdownStructure.Block(kind: kind, range: -1..<(-1), content: -1..<(-1), parent: open.last)
    )
    open.append(structure.blocks.count - 1)
    unplaced += 1
  }

  private mutating func leave(_ event: cmarkdown_event) {
    guard MD_BLOCKTYPE(UInt32(event.type)) != MD_BLOCK_DOC, let index = open.last else { return }
    placeContainers(before: nil)
    let start = structure.blocks[index].range.lowerBound
    // An empty one ends with its own line.
    if index == structure.blocks.count - 1 { reached = max(reached, source.lineEnd(of: start)) }
    structure.blocks[index].range = start..<max(start, reached)
    structure.blocks[index].content = structure.blocks[index].range
    open.removeLast()
    unplaced = min(unplaced, open.count)
  }

  /// Gives every container that has no place yet its marker, on the line of `offset` or one before it;
  /// where there is no offset, on whatever line from `gap` on.
  ///
  /// From `gap` on all markers are theirs, but for the marks of quotes that go on from before. A list
  /// begins where its first item does.
  mutating func placeContainers(before offset: Int?) {
    guard unplaced > 0 else { return }
    var pending = open.suffix(unplaced)
    var quotes = open.dropLast(unplaced).count { structure.blocks[$0].kind == .quote }
    let lastLine = source.lineStart(of: offset ?? source.end)
    var lastTaken = gap
    var line = min(source.lineStart(of: gap), lastLine)
    while line <= lastLine, !pending.isEmpty {
      let limit = offset.map { line == lastLine ? $0 : source.lineEnd(of: line) }
      var going = quotes
      for marker in source.markers(from: line, upTo: limit ?? source.lineEnd(of: line)) {
        if marker.isQuote, going > 0 {
          going -= 1
          continue
        }
        guard take(marker, from: &pending) else { break }
        if marker.isQuote { quotes += 1 }
        if offset == nil { lastTaken = source.nextLine(after: line) }
      }
      let next = source.nextLine(after: line)
      if next == line { break }
      line = next
    }
    for index in pending {
      let place = offset ?? source.end
      structure.blocks[index].range = place..<place
    }
    unplaced = 0
    // A container may be empty to md4c because it holds nothing but definitions.
    if offset == nil { takeDefinitions(upTo: lastTaken) }
  }

  /// Places the next container, with the list it begins; false where the marker is of another kind.
  private mutating func take(_ marker: Source.Marker, from pending: inout ArraySlice<Int>) -> Bool {
    let indices = pending.prefix { !structure.blocks[$0].kind.hasMarker }
    guard let index = pending.dropFirst(indices.count).first,
      marker.isQuote == (structure.blocks[index].kind == .quote)
    else { return false }
    for index in indices + [index] {
      structure.blocks[index].range = marker.offset..<marker.offset
    }
    pending = pending.dropFirst(indices.count + 1)
    return true
  }
}

extension MarkdownStructure.Block.Kind {
  /// Whether a container of this kind has a marker of its own.
  fileprivate var hasMarker: Bool { self == .quote || isItem }

  /// Whether it is an item of a list, with a task or without.
  package var isItem: Bool {
    switch self {
    case .item, .task: true
    default: false
    }
  }
}
