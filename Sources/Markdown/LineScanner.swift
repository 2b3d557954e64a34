/// Finds on the lines of a text what md4c gives no offset for: markers, fences, breaks, empty headings.
extension Source {
  /// The marker of a container at the head of a line.
  struct Marker {
    let isQuote: Bool
    let offset: Int
    /// Where the text behind it stands.
    let end: Int
  }

  /// Steps over a container's marker and the blanks around it; nil where there is none.
  func marker(at offset: Int) -> Marker? {
    let place = skipBlanks(from: offset)
    if self[place] == UInt8(ascii: ">") {
      return Marker(isQuote: true, offset: place, end: skipBlanks(from: place + 1))
    }
    var after = place
    switch self[place] {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
      after += 1
    case let byte where byte.isDigit:
      while self[after].isDigit, after - place < 9 { after += 1 }
      guard self[after] == UInt8(ascii: ".") || self[after] == UInt8(ascii: ")") else { return nil }
      after += 1
    default:
      return nil
    }
    guard isLineEnd(after) || self[after].isBlank else { return nil }
    return Marker(isQuote: false, offset: place, end: skipBlanks(from: after))
  }

  /// The markers at the head of the line that starts at `lineStart`, as far as `limit`.
  func markers(from lineStart: Int, upTo limit: Int) -> [Marker] {
    var found: [Marker] = []
    var place = lineStart
    while place < limit, let next = marker(at: place), next.offset < limit {
      found.append(next)
      place = next.end
    }
    return found
  }

  /// Where the text of a line begins, behind the markers of all containers.
  func textStart(ofLineAt lineStart: Int) -> Int {
    var place = lineStart
    while let next = marker(at: place) { place = next.end }
    return skipBlanks(from: place)
  }

  /// Where the text of a paragraph's later line begins: behind blanks and the marks of quotes.
  func continuationStart(ofLineAt lineStart: Int) -> Int {
    var place = skipBlanks(from: lineStart)
    while self[place] == UInt8(ascii: ">") { place = skipBlanks(from: place + 1) }
    return place
  }

  /// The 0-based column of an offset, tabs counted to the next multiple of four.
  func column(of offset: Int) -> Int {
    var column = 0
    var place = lineStart(of: offset)
    while place < offset {
      column = self[place] == UInt8(ascii: "\t") ? (column / 4 + 1) * 4 : column + 1
      place += 1
    }
    return column
  }

  /// Whether the rest of a line is `***`, `- - -`, `___`.
  func isThematicBreak(at offset: Int) -> Bool {
    let byte = self[offset]
    guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
      return false
    }
    var place = offset
    var count = 0
    while !isLineEnd(place) {
      if self[place] == byte {
        count += 1
      } else if !self[place].isBlank {
        return false
      }
      place += 1
    }
    return count >= 3
  }

  /// The first place at or after the line at `lineStart` where `matches` holds at a line's text or
  /// at a marker before it.
  func firstPlace(from lineStart: Int, where matches: (Int) -> Bool) -> Int? {
    var line = lineStart
    while line < end {
      var place = skipBlanks(from: line)
      while true {
        if matches(place) { return place }
        guard let next = marker(at: place) else { break }
        place = next.end
      }
      line = nextLine(after: line)
    }
    return nil
  }

  /// Whether an ATX heading of `level` begins here.
  func isHeading(at offset: Int, level: Int) -> Bool {
    guard run(of: UInt8(ascii: "#"), at: offset) == level else { return false }
    return self[offset + level].isBlank || isLineEnd(offset + level)
  }

  /// Whether a code fence of `byte` begins here.
  func isFence(at offset: Int, of byte: UInt8) -> Bool { run(of: byte, at: offset) >= 3 }

  /// The line before the one that starts at `lineStart`; the first line's start where there is none.
  func previousLine(before lineStart: Int) -> Int {
    lineStart > start ? self.lineStart(of: lineStart - 1) : start
  }
}
