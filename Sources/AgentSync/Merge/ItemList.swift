/// A list as the merge sees it: items at one depth, each with its own text and the list nested in it.
struct ItemList {
  struct Item: MergeElement {
    /// From the marker to the nested list, in whole lines; the marker is the list's common one.
    let lead: [UInt8]
    /// The nested list; empty where there is none.
    let nested: [UInt8]
    let gap: [UInt8]
    /// How many bytes of the first line are indent, marker and the white space behind it.
    let head: Int

    var text: [UInt8] { lead + nested }
    var mark: Mark {
      Mark(text: Array(lead.dropFirst(head)) + nested, name: name)
    }

    /// What stands before a colon or a dash, or else the first line, without a check box.
    private var name: [UInt8] {
      var words = Array(lead.dropFirst(head).prefix { $0 != 10 })
      if words.count > 3, words[0] == 91, words[2] == 93 { words.removeFirst(3) }
      return words
    }
  }

  /// A marker at the head of a line.
  struct Marker {
    let indent: Int
    /// `-`, or `12.`.
    let text: ArraySlice<UInt8>
    /// The length of indent, marker and the white space behind it.
    let head: Int

    var isNumber: Bool { text.count > 1 }
    var number: Int? { Int(String(decoding: text.dropLast(), as: UTF8.self)) }

    init?(_ line: ArraySlice<UInt8>) {
      var place = line.startIndex
      while place < line.endIndex, line[place] == 32 { place += 1 }
      indent = place - line.startIndex
      let start = place
      while place < line.endIndex, (48...57).contains(line[place]), place - start < 9 { place += 1 }
      guard place < line.endIndex else { return nil }
      if place > start {
        guard line[place] == 46 || line[place] == 41 else { return nil }
      } else {
        guard line[place] == 45 || line[place] == 42 || line[place] == 43 else { return nil }
      }
      place += 1
      text = line[start..<place]
      guard place < line.endIndex, line[place] == 32 || line[place] == 9 || line[place] == 10 else {
        return nil
      }
      while place < line.endIndex, line[place] == 32 || line[place] == 9 { place += 1 }
      head = place - line.startIndex
    }
  }

  private(set) var items: [Item] = []
  /// The markers of the items, as they were.
  private(set) var markers: [[UInt8]] = []

  /// Takes a list apart; nil where it is not made of items alone.
  ///
  /// Where a `marker` is given, it takes the place of every item's own.
  init?(_ text: [UInt8], marker: [UInt8]? = nil) {
    let lines = TextLines.split(text[...])
    guard let first = lines.first else { return }
    guard let indent = Marker(first)?.indent else { return nil }
    var starts: [(line: Int, marker: Marker)] = []
    var fence: UInt8?
    for (index, line) in lines.enumerated() {
      if let mark = ItemList.fence(line) {
        if fence == nil { fence = mark } else if fence == mark { fence = nil }
        continue
      }
      guard fence == nil, let marker = Marker(line), marker.indent <= indent else { continue }
      // Less deep than the first: no list of one depth.
      guard marker.indent == indent else { return nil }
      starts.append((index, marker))
    }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].line : lines.count
      markers.append(Array(start.marker.text))
      items.append(ItemList.item(lines[start.line..<end], start.marker, marker))
    }
  }

  private static func fence(_ line: ArraySlice<UInt8>) -> UInt8? {
    let text = line.drop { $0 == 32 }
    guard let first = text.first, first == 96 || first == 126,
      text.prefix(3).allSatisfy({ $0 == first }), text.count > 3
    else { return nil }
    return first
  }

  private static func item(
    _ lines: ArraySlice<ArraySlice<UInt8>>,
    _ marker: Marker,
    _ common: [UInt8]?
  ) -> Item {
    var end = lines.endIndex
    while end > lines.startIndex + 1, TextLines.isBlank(lines[end - 1]) { end -= 1 }
    let content = lines[lines.startIndex..<end]
    // With code in it, only the text as a whole is sure.
    let isPlain = !content.contains { fence($0) != nil }
    let nested = content.indices.dropFirst().first { index in
      isPlain && Marker(content[index]).map { $0.indent > marker.indent } ?? false
    }
    var lead = Array(content[..<(nested ?? end)].joined())
    var head = marker.head
    if let common {
      let range = marker.indent..<(marker.indent + marker.text.count)
      lead.replaceSubrange(range, with: common)
      head += common.count - marker.text.count
    }
    return Item(
      lead: lead,
      nested: nested.map { Array(content[$0...].joined()) } ?? [],
      gap: Array(lines[end...].joined()),
      head: head
    )
  }
}

extension ItemList {
  /// Lists that are nested deeper than this are merged as lines.
  private static let maximumDepth = 12

  /// Merges three lists item by item; nil where one is not made of items alone, or nested too deep.
  ///
  /// The items of a bullet list are a set in an order, those of a numbered list a sequence: two new
  /// ones at one place are in conflict, and numbers are made anew.
  static func merge(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    _ place: MergeConflict.Place,
    depth: Int = 0
  ) -> MergedText? {
    guard depth < maximumDepth else { return nil }
    let plain = [base, ours, theirs].map { ItemList($0) }
    guard let before = plain[0], let left = plain[1], let right = plain[2],
      let marker = commonMarker(before, left, right)
    else { return nil }
    let lists = [base, ours, theirs].compactMap { ItemList($0, marker: marker.text) }
    guard lists.count == 3 else { return nil }
    let isOrdered = marker.start != nil
    let items = SequenceMerge(
      base: lists[0].items,
      ours: lists[1].items,
      theirs: lists[2].items,
      place: place,
      standardGap: left.items.first?.gap ?? [],
      isOrdered: isOrdered,
      staysSorted: !isOrdered
    )
    let merged = items.merged { merge($0, $1, $2, place, depth) }
    guard let start = marker.start else { return merged }
    return merged.map { renumbered($0, from: start) }
  }

  private static func merge(
    _ base: Item?,
    _ ours: Item,
    _ theirs: Item,
    _ place: MergeConflict.Place,
    _ depth: Int
  ) -> MergedText {
    let before = base?.lead ?? []
    var merged = MergedText(prose: before, ours.lead, theirs.lead, .item, place)
    if let lines = LineMerge.merge(
      base: base?.nested ?? [],
      ours: ours.nested,
      theirs: theirs.nested
    ),
      Soundness.isSound(lines, base: base?.nested ?? [], ours: ours.nested, theirs: theirs.nested)
    {
      merged.add(lines)
      return merged
    }
    let nested = merge(
      base: base?.nested ?? [],
      ours: ours.nested,
      theirs: theirs.nested,
      place,
      depth: depth + 1
    )
    merged.add(
      nested
        ?? MergedText(lines: base?.nested ?? [], ours.nested, theirs.nested, .item, place)
    )
    return merged
  }

  /// The marker of all items, and the first number where they are counted; nil where there is none.
  private static func commonMarker(
    _ base: ItemList,
    _ ours: ItemList,
    _ theirs: ItemList
  ) -> (text: [UInt8]?, start: Int?)? {
    let lists = [base, ours, theirs].filter { !$0.items.isEmpty }
    let areNumbers = lists.map { list in list.markers.allSatisfy { $0.count > 1 } }
    guard areNumbers.allSatisfy({ $0 == areNumbers.first }) else { return nil }
    let uniform = [base, ours, theirs].map { list in
      Set(list.markers).count == 1 ? list.markers.first : nil
    }
    if areNumbers.first == true {
      let counts = lists.map { list in
        list.markers.enumerated().allSatisfy { index, marker in
          number(marker) == number(list.markers[0]).map { $0 + index }
        }
      }
      if counts.allSatisfy({ $0 }), let first = ours.markers.first, let sign = first.last {
        return ([48, sign], number(first))
      }
      guard let left = uniform[1], left == uniform[2] else { return nil }
      return (left, -1)
    }
    guard let left = uniform[1], let right = uniform[2] else { return (nil, nil) }
    return (left == uniform[0] ? right : left, nil)
  }

  private static func number(_ marker: [UInt8]) -> Int? {
    Int(String(decoding: marker.dropLast(), as: UTF8.self))
  }

  /// Counts the items of a merged list from `start`; a negative start leaves the numbers alone.
  private static func renumbered(_ merged: MergedText, from start: Int) -> MergedText {
    guard start >= 0 else { return merged }
    var result = MergedText()
    var next = start
    for piece in merged.pieces {
      switch piece {
      case .text(let text):
        result.add(numbered(text, from: &next))
      case .conflict(let conflict):
        var (left, right, before) = (next, next, next)
        result.add(
          MergeConflict(
            kind: conflict.kind,
            place: conflict.place,
            base: numbered(conflict.base, from: &before),
            ours: numbered(conflict.ours, from: &left),
            theirs: numbered(conflict.theirs, from: &right)
          )
        )
        next = max(left, right)
      }
    }
    result.add(rewordings: merged.rewordings)
    return result
  }

  private static func numbered(_ text: [UInt8], from next: inout Int) -> [UInt8] {
    var result: [UInt8] = []
    for line in TextLines.split(text[...]) {
      // Items of this list have the number that stands for any.
      guard let marker = Marker(line), marker.number == 0, marker.isNumber else {
        result += line
        continue
      }
      result += line.prefix(marker.indent) + Array(String(next).utf8)
      result += line.dropFirst(marker.indent + marker.text.count - 1)
      next += 1
    }
    return result
  }
}
