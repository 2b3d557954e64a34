/// A table: a header, a line of dashes, and rows of cells.
struct Table {
  struct Row: MergeElement {
    let text: [UInt8]
    let cells: [[UInt8]]
    let gap: [UInt8] = []

    var mark: Mark {
      Mark(text: Array(cells.joined(separator: [124])), name: cells.first { !$0.isEmpty })
    }
  }

  let header: Row
  let dashes: Row
  let rows: [Row]

  /// Whether a paragraph is a table, by its second line.
  static func isTable(_ lines: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    guard lines.count > 1, lines[lines.startIndex].contains(124) else { return false }
    return isDashes(lines[lines.startIndex + 1])
  }

  private static func isDashes(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(45) && line.allSatisfy { "|:- \t\n".utf8.contains($0) }
  }

  /// Takes a table apart; nil where rows have more cells than the header, or columns have no names.
  init?(_ text: [UInt8]) {
    let rows = TextLines.split(text[...]).map { line in
      Row(text: Array(line), cells: Table.cells(of: line))
    }
    guard rows.count > 1, Table.isDashes(rows[1].text[...]) else { return nil }
    header = rows[0]
    dashes = rows[1]
    self.rows = Array(rows.dropFirst(2))
    let columns = header.cells.count
    guard Set(header.cells).count == columns, rows.allSatisfy({ $0.cells.count == columns }) else {
      return nil
    }
  }

  private init(header: Row, dashes: Row, rows: [Row]) {
    self.header = header
    self.dashes = dashes
    self.rows = rows
  }

  private static func cells(of line: ArraySlice<UInt8>) -> [[UInt8]] {
    var cells: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in line where byte != 10 {
      if byte == 124, !isEscaped {
        cells.append([])
      } else {
        cells[cells.count - 1].append(byte)
      }
      isEscaped = byte == 92 && !isEscaped
    }
    let trimmed = cells.map { cell in
      let start = cell.drop { $0 == 32 || $0 == 9 }
      return Array(
        start.prefix(start.lastIndex { $0 != 32 && $0 != 9 }.map { $0 - start.startIndex + 1 } ?? 0)
      )
    }
    // The bars at the edges are no cells' ends.
    let inner = trimmed.first?.isEmpty == true ? trimmed.dropFirst() : trimmed[...]
    return Array(inner.count > 1 && inner.last?.isEmpty == true ? inner.dropLast() : inner)
  }

  private static func row(_ cells: [[UInt8]]) -> Row {
    let text = cells.reduce(into: [124] as [UInt8]) { $0 += [32] + $1 + [32, 124] }
    return Row(text: text + [10], cells: cells)
  }

  // MARK: - Merging

  /// Merges three tables row by row, and rows cell by cell; nil where columns or cells can't be matched.
  static func merge(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    _ place: MergeConflict.Place
  ) -> MergedText? {
    guard let before = Table(base), let left = Table(ours), let right = Table(theirs),
      let lineup = Lineup(
        base: before.columns,
        ours: left.columns,
        theirs: right.columns
      )
    else { return nil }
    let parts = lineup.parts.filter { part in
      part.base == nil || part.ours != nil && part.theirs != nil
    }
    guard let bases = before.arranged(parts.map(\.base), like: before),
      let lefts = left.arranged(parts.map(\.ours), like: before),
      let rights = right.arranged(parts.map(\.theirs), like: before)
    else { return nil }
    var merged = mergeRow(bases.header, lefts.header, rights.header, place)
    merged.add(mergeRow(bases.dashes, lefts.dashes, rights.dashes, place))
    let rows = SequenceMerge(
      base: bases.rows,
      ours: lefts.rows,
      theirs: rights.rows,
      place: place,
      standardGap: [],
      isOrdered: false,
      staysSorted: true
    )
    guard let text = rows.merged({ mergeRow($0, $1, $2, place) }) else { return nil }
    merged.add(text)
    return merged
  }

  private var columns: [Mark] { header.cells.map { Mark(text: $0) } }

  /// The table with other columns: for each the one of this table, nil for an empty one.
  ///
  /// - Returns: nil where a cell would be lost that the base does not have.
  private func arranged(_ columns: [Int?], like base: Table) -> Table? {
    if columns == header.cells.indices.map(Optional.some) { return self }
    let dropped = header.cells.indices.filter { !columns.contains($0) }
    let known = Set(base.rows.flatMap(\.cells))
    func arrange(_ row: Row, empty: [UInt8]) -> Row? {
      guard dropped.allSatisfy({ row.cells[$0].isEmpty || known.contains(row.cells[$0]) }) else {
        return nil
      }
      return Table.row(columns.map { $0.map { row.cells[$0] } ?? empty })
    }
    var rows: [Row] = []
    for row in self.rows {
      guard let arranged = arrange(row, empty: []) else { return nil }
      rows.append(arranged)
    }
    return Table(
      header: Table.row(columns.map { $0.map { header.cells[$0] } ?? [] }),
      dashes: Table.row(columns.map { $0.map { dashes.cells[$0] } ?? Array("---".utf8) }),
      rows: rows
    )
  }

  /// Merges a row cell by cell; an empty cell is one whose column its version may not have.
  private static func mergeRow(
    _ base: Row?,
    _ ours: Row,
    _ theirs: Row,
    _ place: MergeConflict.Place
  ) -> MergedText {
    var cells: [[UInt8]] = []
    for (index, (left, right)) in zip(ours.cells, theirs.cells).enumerated() {
      let before = base?.cells[index]
      if left == right || right == before {
        cells.append(left)
      } else if left == before {
        cells.append(right)
      } else {
        return MergedText(
          MergeConflict(
            kind: .row,
            place: place,
            base: base?.text ?? [],
            ours: ours.text,
            theirs: theirs.text
          )
        )
      }
    }
    if cells == theirs.cells, cells != ours.cells || base?.text == ours.text {
      return MergedText(theirs.text)
    }
    if cells == ours.cells { return MergedText(ours.text) }
    var merged = MergedText()
    merged.add(row(cells).text, rewording: base?.text ?? [], ours.text, theirs.text)
    return merged
  }
}
