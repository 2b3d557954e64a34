import struct Git.RepoPath

/// The body of a file with what is shown as it is written blanked out, and its HTML comments found.
///
/// Blocks between fences and code in a line are shown to whoever reads the page; what they hold is not hidden.
struct Prose: Sendable {
  /// As long as the file, with spaces for header, code and comments; line feeds stand where they stood.
  private(set) var bytes: [UInt8]
  /// UTF-8 offsets between `<!--` and `-->`; to the end where nothing closes it.
  private(set) var comments: [Range<Int>] = []
  /// The file as it stands: a part of what is written over would have to be copied each time.
  private let source: [UInt8]

  /// The prose of a file whose body stands at `body`.
  init(of file: [UInt8], _ body: Range<Int>) {
    bytes = file
    source = file
    blank(0..<body.lowerBound)
    // Nothing else begins code or a comment.
    let marks = [UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "<")]
    if marks.contains(where: { file.firstIndex(of: $0, in: body) != nil }) { scan(body) }
  }

  private mutating func blank(_ range: Range<Int>) {
    for at in range where bytes[at] != 0x0A { bytes[at] = 0x20 }
  }

  private mutating func scan(_ body: Range<Int>) {
    var fence: (mark: UInt8, length: Int)?
    var at = body.lowerBound
    var isLineStart = true
    while at < body.upperBound {
      let end = source.firstIndex(of: 0x0A, in: at..<body.upperBound) ?? body.upperBound
      if isLineStart {
        let text = source[at..<end].drop { $0 == 0x20 || $0 == 0x09 }
        let mark = text.first ?? 0
        let length = text.prefix { $0 == mark }.count
        let isMark = length >= 3 && (mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"))
        if let open = fence {
          if isMark, mark == open.mark, length >= open.length { fence = nil }
          blank(at..<end)
          at = end + 1
          continue
        }
        // Three back ticks with more of them behind are code in a line.
        if isMark, mark != UInt8(ascii: "`") || !text.dropFirst(length).contains(mark) {
          fence = (mark, length)
          blank(at..<end)
          at = end + 1
          continue
        }
      }
      let next = scanLine(at..<end, body)
      isLineStart = next > end
      at = next
    }
  }

  /// Where to go on: in a later line behind a comment, else behind the line.
  private mutating func scanLine(_ line: Range<Int>, _ body: Range<Int>) -> Int {
    var at = line.lowerBound
    var unclosed: Set<Int> = []
    let hasTick = source.firstIndex(of: UInt8(ascii: "`"), in: line) != nil
    guard hasTick || source.firstIndex(of: UInt8(ascii: "<"), in: line) != nil else {
      return line.upperBound + 1
    }
    while at < line.upperBound {
      if source[at] == UInt8(ascii: "`") {
        let ticks = source[at..<line.upperBound].prefix { $0 == UInt8(ascii: "`") }.count
        if !unclosed.contains(ticks), let close = closing(ticks, (at + ticks)..<line.upperBound) {
          blank(at..<close)
          at = close
        } else {
          unclosed.insert(ticks)
          at += ticks
        }
      } else if source[at] == UInt8(ascii: "<"),
        source[at..<line.upperBound].starts(with: "<!--".utf8)
      {
        let close = end(ofComment: at + 4, body)
        comments.append((at + 4)..<close)
        let next = min(close + 3, body.upperBound)
        blank(at..<next)
        if next > line.upperBound { return next }
        at = next
      } else {
        at += 1
      }
    }
    return line.upperBound + 1
  }

  private func closing(_ ticks: Int, _ range: Range<Int>) -> Int? {
    var at = range.lowerBound
    while at < range.upperBound {
      let run = source[at..<range.upperBound].prefix { $0 == UInt8(ascii: "`") }.count
      if run == ticks { return at + run }
      at += max(1, run)
    }
    return nil
  }

  private func end(ofComment start: Int, _ body: Range<Int>) -> Int {
    source.firstIndex(of: "-->", in: start..<body.upperBound) ?? body.upperBound
  }
}
