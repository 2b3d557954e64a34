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
  /// Rows that were made from others, with other columns.
  private var rewordings: [MergedText.Rewording] = []

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

  private static func row(_ cells: [[UInt8]], _ widths: [Int] = []) -> Row {
    var text: [UInt8] = [124]
    for (index, cell) in cells.enumerated() {
      let width = cell.count { $0 & 0xC0 != 0x80 }
      let missing = index < widths.count ? widths[index] - width : 0
      text += [32] + cell + [UInt8](repeating: 32, count: max(missing, 0)) + [32, 124]
    }
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
    // A side that aligned the table sets its widths.
    let widths = before.widths == nil ? left.widths ?? right.widths : nil
    let width = left.widths == nil ? \Lineup.Part.theirs : \Lineup.Part.ours
    let shape = parts.map { part in
      part[keyPath: width].flatMap { widths?[$0] } ?? 0
    }
    guard let bases = before.arranged(parts.map(\.base), shape, like: before),
      let lefts = left.arranged(parts.map(\.ours), shape, like: before),
      let rights = right.arranged(parts.map(\.theirs), shape, like: before)
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
    merged.add(rewordings: bases.rewordings + lefts.rewordings + rights.rewordings)
    return merged
  }

  private var columns: [Mark] { header.cells.map { Mark(text: $0, holdsPlace: true) } }

  /// The widths of the columns, where the bars of all rows stand below each other.
  private var widths: [Int]? {
    func bars(_ row: Row) -> [Int] {
      var bars: [Int] = []
      var place = 0
      for byte in row.text where byte & 0xC0 != 0x80 {
        if byte == 124 { bars.append(place) }
        place += 1
      }
      return bars
    }
    let first = bars(header)
    guard first.count == header.cells.count + 1, ([dashes] + rows).allSatisfy({ bars($0) == first })
    else { return nil }
    // One space at either end of a cell.
    return zip(first, first.dropFirst()).map { $1 - $0 - 3 }
  }

  /// The table with other columns: for each the one of this table, nil for an empty one.
  ///
  /// - Parameters:
  ///   - columns: The column of this table for each of the other's.
  ///   - widths: How wide the cells are made at least.
  ///   - base: The version that tells what a cell of a column that goes may say.
  /// - Returns: nil where a cell would be lost that the base does not have.
  private func arranged(_ columns: [Int?], _ widths: [Int], like base: Table) -> Table? {
    let isSame = columns == header.cells.indices.map(Optional.some)
    if isSame, self.widths != nil || widths.allSatisfy({ $0 == 0 }) { return self }
    let dropped = header.cells.indices.filter { !columns.contains($0) }
    let inBase = dropped.map { base.header.cells.firstIndex(of: header.cells[$0]) }
    let known = inBase.map { column in
      column.map { column in Set(base.rows.map { $0.cells[column] }) } ?? []
    }
    let same = Dictionary(base.rows.map { ($0.cells[0], $0) }) { first, _ in first }
    func isKnown(_ row: Row) -> Bool {
      zip(dropped, zip(inBase, known)).allSatisfy { index, found in
        guard let column = found.0, let before = same[row.cells[0]] else {
          return row.cells[index].isEmpty || found.1.contains(row.cells[index])
        }
        return row.cells[index] == before.cells[column]
      }
    }
    func arrange(_ row: Row) -> Row {
      Table.row(columns.map { $0.map { row.cells[$0] } ?? [] }, widths)
    }
    // A column that goes may not have a new name either, which no row of it could tell.
    guard rows.allSatisfy(isKnown), !inBase.contains(nil) else { return nil }
    var table = Table(
      header: arrange(header),
      dashes: Table.row(columns.map { $0.map { dashes.cells[$0] } ?? Array("---".utf8) }),
      rows: rows.map(arrange)
    )
    table.rewordings = zip([header] + rows, [table.header] + table.rows).map { row, arranged in
      MergedText.Rewording(
        base: Table.row(dropped.map { row.cells[$0] }).text,
        ours: row.text,
        theirs: [],
        result: arranged.text,
        isSpelling: false
      )
    }
    return table
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
      } else if let before, let woven = weave(before, left, right) {
        cells.append(woven)
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
    let text: [UInt8]
    if cells == theirs.cells, cells != ours.cells || base?.text == ours.text {
      text = theirs.text
    } else {
      text = cells == ours.cells ? ours.text : row(cells).text
    }
    var merged = MergedText()
    merged.add(text, rewording: base?.text ?? [], ours.text, theirs.text)
    return merged
  }

  /// Merges a cell word by word.
  private static func weave(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) -> [UInt8]? {
    Words.weave(base: base + [10], ours: ours + [10], theirs: theirs + [10]).map { $0.dropLast() }
  }
}
