import AgentModel

/// Merges lists of plain strings, such as `tools`, as sets in an order.
enum PlainListMerge {
  /// A list with the lines of the front matter that it stands in.
  struct Version {
    let entry: YAMLEntries.Entry
    let lines: [ArraySlice<UInt8>]
  }

  /// Merges three lists; nil where one has other things than plain strings, or one of them twice.
  static func merge(_ base: Version, _ ours: Version, _ theirs: Version) -> MergedText? {
    guard let before = List(base), let left = List(ours), let right = List(theirs) else {
      return nil
    }
    // A side that rewrote the list in another style sets the style, and how far it is indented.
    let isRewritten =
      left.style.isFlow != before.style.isFlow || left.style.indent != before.style.indent
    let style = isRewritten ? left.style : right.style
    let lists = [before, left, right].map { $0.items(in: style) }
    let items = SequenceMerge(
      base: lists[0],
      ours: lists[1],
      theirs: lists[2],
      place: .frontMatter([]),
      standardGap: style.isFlow ? [44, 32] : [],
      isOrdered: false,
      staysSorted: true
    )
    guard let merged = items.merged({ MergedText($0?.text == $1.text ? $2.text : $1.text) }),
      let text = merged.text
    else { return nil }
    var head = left.style == before.style ? right.style : left.style
    // Where both changed what stands around the items, it is what goes with the items' style.
    if head.isFlow != style.isFlow { head = style }
    var result = MergedText()
    result.add(
      head.head + text + head.tail,
      rewording: base.entry.body,
      ours.entry.body,
      theirs.entry.body
    )
    return result
  }

  /// An item: in flow style its text, in block style its lines.
  private struct Item: MergeElement {
    let text: [UInt8]
    let gap: [UInt8]
    let mark: Mark
  }

  /// What stands around the items.
  private struct Style: Equatable {
    let isFlow: Bool
    let head: [UInt8]
    let tail: [UInt8]
    /// The white space before a dash.
    let indent: [UInt8]
  }

  private struct List {
    let style: Style
    /// Each with its source: quotes included, dash and comma not.
    private var sources: [(value: String, source: [UInt8], lines: [UInt8])] = []

    init?(_ version: Version) {
      let entry = version.entry
      guard let values = entry.pair.item.value.plainList, let items = entry.pair.item.value.items,
        let first = items.first
      else { return nil }
      if first.line > entry.lines.lowerBound {
        guard let indent = List.blockItems(version, items, values, &sources) else { return nil }
        let head = Array(version.lines[entry.lines.lowerBound - 1])
        style = Style(isFlow: false, head: head, tail: [], indent: indent)
      } else {
        guard let style = List.flowItems(entry.body, values, &sources) else { return nil }
        self.style = style
      }
    }

    private static func blockItems(
      _ version: Version,
      _ items: [YAMLItem],
      _ values: [String],
      _ sources: inout [(value: String, source: [UInt8], lines: [UInt8])]
    ) -> [UInt8]? {
      let lines = version.lines
      var start = version.entry.lines.lowerBound + 1
      var indent: [UInt8] = []
      for (index, item) in items.enumerated() {
        let next = index + 1 < items.count ? items[index + 1].line : version.entry.lines.upperBound
        // One line each; comments stand above the item they belong to.
        guard item.line >= start, next > item.line else { return nil }
        let line = lines[item.line - 1]
        indent = Array(line.prefix { $0 == 32 })
        let behind = line.dropFirst(indent.count)
        guard behind.first == 45 else { return nil }
        let source = TextLines.trimmed(behind.dropFirst())
        // Lines behind the item's own are comments, or else part of a text of several lines.
        let end = index + 1 < items.count ? item.line + 1 : next
        guard lines[item.line..<(end - 1)].allSatisfy({ isComment($0) || TextLines.isBlank($0) })
        else { return nil }
        let text = Array(lines[(start - 1)..<(end - 1)].joined())
        sources.append((values[index], Array(source), text))
        start = end
      }
      return indent
    }

    private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
      TextLines.trimmed(line).first == 35
    }

    /// Splits `key: [a, "b, c"] # why`; nil where the list is on more than one line.
    private static func flowItems(
      _ body: [UInt8],
      _ values: [String],
      _ sources: inout [(value: String, source: [UInt8], lines: [UInt8])]
    ) -> Style? {
      guard body.firstIndex(of: 10) == body.count - 1, let open = body.firstIndex(of: 91) else {
        return nil
      }
      var parts: [[UInt8]] = [[]]
      var quote: UInt8?
      var close: Int?
      for index in body.indices where index > open && close == nil {
        let byte = body[index]
        if let mark = quote {
          if byte == mark { quote = nil }
          // What is escaped needs a closer look than a list of names is worth.
          if byte == 92 { return nil }
        } else if byte == 34 || byte == 39 {
          quote = byte
        } else if byte == 93 {
          close = index
          continue
        } else if byte == 44 {
          parts.append([])
          continue
        }
        parts[parts.count - 1].append(byte)
      }
      guard let close else { return nil }
      let texts = parts.map { Array(TextLines.trimmed($0[...])) }.filter { !$0.isEmpty }
      guard texts.count == values.count, body[(close + 1)...].allSatisfy({ $0 != 91 }) else {
        return nil
      }
      sources = zip(values, texts).map { ($0, $1, []) }
      let lead = body[(open + 1)...].prefix { $0 == 32 }
      let trail = body[..<close].reversed().prefix { $0 == 32 }.count
      return Style(
        isFlow: true,
        head: Array(body[...open]) + lead,
        tail: Array(body[(close - trail)...]),
        indent: []
      )
    }

    /// An item's lines as they stand in a list of another indentation: two in one list are no list.
    private func indented(_ lines: [UInt8], by indent: [UInt8]) -> [UInt8] {
      guard indent != style.indent else { return lines }
      return Array(
        TextLines.split(lines).map { line in
          guard !TextLines.isBlank(line[...]), line.starts(with: style.indent) else {
            return Array(line)
          }
          return indent + line.dropFirst(style.indent.count)
        }.joined()
      )
    }

    func items(in style: Style) -> [Item] {
      sources.map { value, source, lines in
        let text: [UInt8]
        if style.isFlow {
          text = source
        } else {
          text =
            lines.isEmpty
            ? style.indent + [45, 32] + source + [10] : indented(lines, by: style.indent)
        }
        return Item(
          text: text,
          gap: style.isFlow ? [44, 32] : [],
          mark: Mark(text: Array(value.utf8), name: nil)
        )
      }
    }
  }
}
