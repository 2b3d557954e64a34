/// How much work a text can cost md4c beyond a scan of its bytes, by an upper bound found in one pass.
///
/// md4c 0.4.8 walks over all lines of a paragraph for each bracket that may close a link, and over all
/// open lists for each blank line. Both take many seconds on a hostile text of 1 MiB. The depth of
/// lists on a line is at most half of what stands before its text, in bytes. Our own search for
/// markers looks from each one to the end of its line.
struct Intricacy {
  private(set) var work = 0

  init(of source: Source) {
    var paragraphLines = 0
    var brackets = 0
    var lines = 0
    var deepest = 0
    var squares = 0
    var place = source.start
    while place < source.end {
      var head = place
      while Intricacy.isMarker(source[head]) { head += 1 }
      lines += 1
      let depth = (head - place) / 2
      deepest = max(deepest, depth)
      squares += depth * depth
      if source.isLineEnd(source.skipBlanks(from: place)) {
        paragraphLines = 0
        brackets = 0
      } else {
        paragraphLines += 1
      }
      while place < source.end, source.bytes[place] != .lineFeed {
        if source.bytes[place] == UInt8(ascii: "]") { brackets += 1 }
        place += 1
      }
      place += 1
      work = max(work, paragraphLines.multipliedReportingOverflow(by: brackets).partialValue)
    }
    work = max(work, deepest * lines, squares)
  }

  private static func isMarker(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: ")"):
      true
    default: byte.isDigit
    }
  }
}
