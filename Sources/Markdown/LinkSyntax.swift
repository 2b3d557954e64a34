/// The parts of links and link definitions, as CommonMark has them.
extension Source {
  /// Steps over blanks and at most one line ending, with the quote marks of the next line.
  func skipSpace(from offset: Int) -> Int {
    let place = skipBlanks(from: offset)
    guard isLineEnd(place), place < end else { return place }
    return continuationStart(ofLineAt: nextLine(after: place))
  }

  /// The end of a link target at `offset`, angle brackets included; nil where there is none.
  func targetEnd(at offset: Int) -> Int? {
    var place = offset
    if self[place] == UInt8(ascii: "<") {
      place += 1
      while !isLineEnd(place), self[place] != UInt8(ascii: "<") {
        if self[place] == UInt8(ascii: ">") { return place + 1 }
        place += self[place] == UInt8(ascii: "\\") && self[place + 1].isPunctuation ? 2 : 1
      }
      return nil
    }
    var depth = 0
    loop: while place < end {
      switch self[place] {
      case 0...32, 127: break loop
      case UInt8(ascii: "\\") where self[place + 1].isPunctuation: place += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        if depth == 0 { break loop }
        depth -= 1
      default: break
      }
      place += 1
    }
    return depth == 0 && place > offset ? place : nil
  }

  /// The end of a link title at `offset`; nil where there is none.
  func titleEnd(at offset: Int) -> Int? {
    let closer: UInt8
    switch self[offset] {
    case UInt8(ascii: "\""): closer = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): closer = UInt8(ascii: "'")
    case UInt8(ascii: "("): closer = UInt8(ascii: ")")
    default: return nil
    }
    var place = offset + 1
    while place < end {
      if self[place] == closer { return place + 1 }
      if self[place] == UInt8(ascii: "("), closer == UInt8(ascii: ")") { return nil }
      if self[place] == .lineFeed, isBlankLine(from: place + 1) { return nil }
      place += self[place] == UInt8(ascii: "\\") && self[place + 1].isPunctuation ? 2 : 1
    }
    return nil
  }

  /// What follows a link's text: `(target "title")`, from the opening parenthesis on.
  func inlineTail(at offset: Int) -> (target: Range<Int>?, end: Int)? {
    guard self[offset] == UInt8(ascii: "(") else { return nil }
    var place = skipSpace(from: offset + 1)
    if self[place] == UInt8(ascii: ")") { return (nil, place + 1) }
    guard let targetEnd = targetEnd(at: place) else { return nil }
    let target = place..<targetEnd
    place = skipSpace(from: targetEnd)
    if let titleEnd = titleEnd(at: place) { place = skipSpace(from: titleEnd) }
    return self[place] == UInt8(ascii: ")") ? (target, place + 1) : nil
  }

  /// The end of `[label]` at `offset`; nil where there is none.
  func labelEnd(at offset: Int) -> Int? {
    guard self[offset] == UInt8(ascii: "[") else { return nil }
    var place = offset + 1
    // CommonMark allows 999 characters, of at most four bytes each.
    while place < end, place - offset < 4_000 {
      switch self[place] {
      case UInt8(ascii: "]"): return place + 1
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "\\") where self[place + 1].isPunctuation: place += 1
      default: break
      }
      place += 1
    }
    return nil
  }

  /// A link definition at `offset`; nil where there is none.
  func definition(at offset: Int) -> MarkdownStructure.Definition? {
    guard let labelEnd = labelEnd(at: offset), self[labelEnd] == UInt8(ascii: ":") else {
      return nil
    }
    let place = skipSpace(from: labelEnd + 1)
    guard let targetEnd = targetEnd(at: place) else { return nil }
    var definitionEnd = targetEnd
    let titleStart = skipSpace(from: targetEnd)
    if titleStart > targetEnd, let titleEnd = titleEnd(at: titleStart), isBlankLine(from: titleEnd)
    {
      definitionEnd = titleEnd
    } else if !isBlankLine(from: targetEnd) {
      return nil
    }
    return MarkdownStructure.Definition(
      range: offset..<definitionEnd,
      label: (offset + 1)..<(labelEnd - 1),
      target: place..<targetEnd
    )
  }
}
