/// Finds nesting that is too deep before a parser sees it, in one pass over the bytes.
///
/// This reads just enough of YAML to tell brackets and dashes that nest from those in quotes, comments
/// and block scalars. Where it is in doubt it counts too much.
struct YAMLDepth {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  /// The block collections that are open, outermost first.
  private var collections: [Collection] = []
  private var flow = 0

  private struct Collection {
    let column: Int
    let isSequence: Bool
  }

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// Where the nesting first gets deeper than the limit; nil where it never does.
  static func tooDeep(_ bytes: ArraySlice<UInt8>) -> Int? {
    var scan = YAMLDepth(bytes)
    return scan.run()
  }

  /// No fewer levels than any parser can find: brackets count wherever they stand, and none closes.
  static func mostLevels(_ bytes: ArraySlice<UInt8>) -> Int {
    var brackets = 0
    var deepestLine = 0
    var head = 0
    var isInHead = true
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"):
        isInHead = true
        head = 0
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
        isInHead = false
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), 9, 13:
        if isInHead { head += 1 }
      default: isInHead = false
      }
      deepestLine = max(deepestLine, head)
    }
    // A sequence may stand in the column of its key, so that each column holds two levels.
    return brackets + 2 * (deepestLine + 1)
  }

  private var isTooDeep: Bool { collections.count + flow > YAMLReader.maximumDepth }

  private subscript(_ place: Int) -> UInt8 { place < bytes.endIndex ? bytes[place] : 0 }

  private func isBlankOrEnd(_ place: Int) -> Bool {
    place >= bytes.endIndex || isASCIIWhitespace(bytes[place])
  }

  private mutating func run() -> Int? {
    while index < bytes.endIndex {
      let lineStart = index
      skipBlanks()
      if index >= bytes.endIndex { break }
      if self[index] == UInt8(ascii: "\n") || self[index] == UInt8(ascii: "#") {
        skipLine()
        continue
      }
      if let place = blockLine(from: lineStart) { return place }
    }
    return nil
  }

  /// Reads from a line's first token to a line's end, in block context.
  private mutating func blockLine(from lineStart: Int) -> Int? {
    close(to: index - lineStart)
    // What stands here may be a key: then a mapping is open in its column.
    var keyColumn = index - lineStart
    while index < bytes.endIndex, self[index] != UInt8(ascii: "\n") {
      let byte = self[index]
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        guard isBlankOrEnd(index + 1) else {
          skipPlain()
          continue
        }
        open(
          column: byte == UInt8(ascii: ":") ? keyColumn : index - lineStart,
          isSequence: byte == UInt8(ascii: "-")
        )
        if isTooDeep { return index }
        index += 1
        skipBlanks()
        keyColumn = index - lineStart
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if let place = flowCollection() { return place }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        skipQuoted(byte)
      case UInt8(ascii: "|"), UInt8(ascii: ">"):
        skipBlockScalar()
        return nil
      case UInt8(ascii: "#") where index == lineStart || isASCIIWhitespace(bytes[index - 1]):
        skipLine()
        return nil
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        index += 1
      default:
        skipPlain()
      }
    }
    index += 1
    return nil
  }

  private mutating func open(column: Int, isSequence: Bool) {
    if let last = collections.last {
      guard column >= last.column else { return }
      // A sequence may stand in the column of the key that it belongs to.
      guard column > last.column || isSequence && !last.isSequence else { return }
    }
    collections.append(Collection(column: column, isSequence: isSequence))
  }

  /// Closes what a line that begins in `column` does not go on with.
  private mutating func close(to column: Int) {
    while let last = collections.last, last.column > column { collections.removeLast() }
    let isEntry = self[index] == UInt8(ascii: "-") && isBlankOrEnd(index + 1)
    if !isEntry, let last = collections.last, last.column == column, last.isSequence {
      collections.removeLast()
    }
  }

  private mutating func flowCollection() -> Int? {
    var isTokenStart = true
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        flow += 1
        if isTooDeep { return index }
        isTokenStart = true
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        flow -= 1
        isTokenStart = false
        if flow == 0 {
          index += 1
          return nil
        }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard isTokenStart else { break }
        skipQuoted(byte)
        isTokenStart = false
        continue
      case UInt8(ascii: "#") where isASCIIWhitespace(bytes[index - 1]):
        skipLine()
        continue
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "?"): isTokenStart = true
      case let blank where isASCIIWhitespace(blank): isTokenStart = true
      default: isTokenStart = false
      }
      index += 1
    }
    flow = 0
    return nil
  }

  // MARK: - Stepping over what does not nest

  private mutating func skipBlanks() {
    while self[index] == UInt8(ascii: " ") || self[index] == UInt8(ascii: "\t") { index += 1 }
  }

  private mutating func skipLine() {
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\n") { index += 1 }
    index += 1
  }

  private mutating func skipPlain() {
    index += 1
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\n"): return
      case UInt8(ascii: ":") where isBlankOrEnd(index + 1): return
      case UInt8(ascii: "#") where isASCIIWhitespace(bytes[index - 1]): return
      default: index += 1
      }
    }
  }

  private mutating func skipQuoted(_ quote: UInt8) {
    index += 1
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 1
      } else if byte == quote {
        // Two single quotes are one; then the scalar goes on.
        guard quote == UInt8(ascii: "'"), self[index] == quote else { return }
        index += 1
      }
    }
  }

  /// Steps over the lines of a block scalar: empty ones, and those further in than what holds it.
  private mutating func skipBlockScalar() {
    skipLine()
    let parent = collections.last?.column ?? -1
    while index < bytes.endIndex {
      let lineStart = index
      while self[index] == UInt8(ascii: " ") { index += 1 }
      guard
        self[index] == UInt8(ascii: "\n") || self[index] == UInt8(ascii: "\r")
          || index - lineStart > parent
      else {
        index = lineStart
        return
      }
      skipLine()
    }
  }
}
