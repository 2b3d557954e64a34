/// A text with conflict markers, taken apart.
struct MarkedText: Hashable {
  enum Piece: Hashable {
    /// Whole lines.
    case text([UInt8])
    /// What stands between markers, and all of it with them.
    case conflict(base: [UInt8], ours: [UInt8], theirs: [UInt8], written: [UInt8])
  }

  let pieces: [Piece]

  /// Finds the conflicts that were written with these labels.
  ///
  /// - Returns: nil where markers don't stand as they were written: somebody is in the middle of an edit.
  init?(_ text: [UInt8], markers: MarkerStyle) {
    var pieces: [Piece] = []
    var plain: [UInt8] = []
    var conflict: (sides: [[UInt8]], size: Int, written: [UInt8])?
    for line in TextLines.split(text) {
      if var open = conflict {
        open.written += line
        let next = open.sides.count
        let (sign, label) = [("|", markers.base), ("=", ""), (">", markers.theirs)][next - 1]
        if MarkedText.isMarker(line, sign, open.size, label) {
          if next == 3 {
            pieces.append(
              .conflict(
                base: open.sides[1],
                ours: open.sides[0],
                theirs: open.sides[2],
                written: open.written
              )
            )
            conflict = nil
          } else {
            open.sides.append([])
            conflict = open
          }
        } else {
          open.sides[next - 1] += line
          conflict = open
        }
        continue
      }
      let size = line.prefix { $0 == 60 }.count
      guard size >= markers.size, MarkedText.isMarker(line, "<", size, markers.ours) else {
        plain += line
        continue
      }
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = []
      conflict = ([[]], size, line)
    }
    guard conflict == nil else { return nil }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    self.pieces = pieces
  }

  private static func isMarker(
    _ line: [UInt8],
    _ sign: String,
    _ size: Int,
    _ label: String
  ) -> Bool {
    let marker = String(repeating: sign, count: size) + (label.isEmpty ? "" : " " + label) + "\n"
    return line == Array(marker.utf8)
  }

  var hasConflicts: Bool {
    pieces.contains { piece in
      if case .conflict = piece { true } else { false }
    }
  }

  /// The text with those conflicts replaced that a function has an answer for, and how many are left.
  func settled(
    _ answer: (_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) -> [UInt8]?
  ) -> (text: [UInt8], left: Int) {
    var text: [UInt8] = []
    var left = 0
    for piece in pieces {
      switch piece {
      case .text(let lines): text += lines
      case .conflict(let base, let ours, let theirs, let written):
        if let resolution = answer(base, ours, theirs) {
          text += resolution
        } else {
          text += written
          left += 1
        }
      }
    }
    return (text, left)
  }
}
