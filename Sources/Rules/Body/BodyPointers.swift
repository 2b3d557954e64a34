import struct Git.RepoPath

/// Finds what a body points to as VS Code does, line by line (`promptFileParser.ts`).
///
/// Fences of three or more back ticks or tildes and code in a line are passed over, images too. Nothing that a
/// link touches counts as another pointer.
func bodyPointers(in bytes: [UInt8], _ body: Range<Int>) -> [BodyPointer] {
  var pointers: [BodyPointer] = []
  guard mayPoint(bytes, body) else { return pointers }
  var fence: (mark: UInt8, length: Int)?
  var start = body.lowerBound
  while start < body.upperBound {
    let end = bytes.firstIndex(of: 0x0A, in: start..<body.upperBound) ?? body.upperBound
    let line = start..<end
    start = end + 1
    let text = bytes[line].drop { $0 == 0x20 || $0 == 0x09 }
    if let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") {
      let length = text.prefix { $0 == mark }.count
      if let open = fence {
        if mark == open.mark, length >= open.length { fence = nil }
        continue
      }
      if length >= 3 {
        fence = (mark, length)
        continue
      }
    }
    if fence == nil, mayPoint(bytes, line) {
      var scanner = PointerScanner(bytes, line)
      pointers += scanner.scan()
    }
  }
  return pointers
}

/// Whether a text holds what a pointer can't do without: `](`, or the beginning of `#file:` or `#tool:`.
private func mayPoint(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  if bytes.firstIndex(of: "](", in: range) != nil { return true }
  var at = range.lowerBound
  while let mark = bytes.firstIndex(of: UInt8(ascii: "#"), in: at..<range.upperBound) {
    at = mark + 1
    guard at < range.upperBound else { return false }
    let next = bytes[at] | 0x20
    if next == UInt8(ascii: "f") || next == UInt8(ascii: "t") { return true }
  }
  return false
}

/// Finds the pointers of one line.
private struct PointerScanner {
  private let bytes: [UInt8]
  private let line: Range<Int>

  init(_ bytes: [UInt8], _ line: Range<Int>) {
    self.bytes = bytes
    self.line = line
  }

  mutating func scan() -> [BodyPointer] {
    var pointers: [BodyPointer] = []
    var at = line.lowerBound
    // Nothing that stands closed further on is looked for twice, so a long line costs no more than its length.
    var hasTick = true
    var hasBracket = true
    while at < line.upperBound {
      switch bytes[at] {
      case UInt8(ascii: "`") where hasTick:
        let ticks = bytes[at..<line.upperBound].prefix { $0 == UInt8(ascii: "`") }.count
        guard let close = closing(ticks, from: at + ticks) else {
          hasTick = false
          at += ticks
          continue
        }
        at = close
      case UInt8(ascii: "[") where hasBracket:
        guard let middle = middle(from: at + 1) else {
          hasBracket = false
          at += 1
          continue
        }
        let target = bytes[(middle + 2)..<line.upperBound].prefix { $0 != UInt8(ascii: ")") }
        guard target.endIndex < line.upperBound else {
          hasBracket = false
          at = middle + 2
          continue
        }
        guard !target.isEmpty else {
          at = middle + 2
          continue
        }
        let isImage = at > line.lowerBound && bytes[at - 1] == UInt8(ascii: "!")
        if !isImage { pointers.append(pointer(.link, target.startIndex..<target.endIndex)) }
        at = target.endIndex + 1
      case UInt8(ascii: "#"):
        guard let found = reference(at: at) else {
          at += 1
          continue
        }
        pointers.append(found)
        at = found.range.upperBound
      default: at += 1
      }
    }
    return pointers
  }

  private func pointer(_ form: BodyPointer.Form, _ range: Range<Int>) -> BodyPointer {
    BodyPointer(form, target: String(decoding: bytes[range], as: UTF8.self), at: range)
  }

  /// Behind the run of so many back ticks; nil where there is none.
  private func closing(_ ticks: Int, from start: Int) -> Int? {
    var at = start
    while at < line.upperBound {
      guard bytes[at] == UInt8(ascii: "`") else {
        at += 1
        continue
      }
      let run = bytes[at..<line.upperBound].prefix { $0 == UInt8(ascii: "`") }.count
      at += run
      if run == ticks { return at }
    }
    return nil
  }

  /// Where `](` stands; nil where nowhere in the line.
  private func middle(from start: Int) -> Int? {
    var at = start
    while at + 1 < line.upperBound {
      if bytes[at] == UInt8(ascii: "]"), bytes[at + 1] == UInt8(ascii: "(") { return at }
      at += 1
    }
    return nil
  }

  private func reference(at start: Int) -> BodyPointer? {
    let rest = bytes[start..<line.upperBound]
    func begins(_ word: String) -> Bool {
      rest.count > word.utf8.count
        && zip(rest, word.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 || $0 == $1 }
    }
    let blanks: [UInt8] = [0x20, 0x09, 0x0D]
    if begins("#file:") {
      let target = rest.dropFirst(6).prefix { !blanks.contains($0) && $0 != UInt8(ascii: "#") }
      return target.isEmpty ? nil : pointer(.file, target.startIndex..<target.endIndex)
    }
    if begins("#tool:") {
      let target = rest.dropFirst(6).prefix { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
          UInt8(ascii: "."), UInt8(ascii: "/"):
          true
        default: false
        }
      }
      return target.isEmpty ? nil : pointer(.tool, target.startIndex..<target.endIndex)
    }
    return nil
  }
}
