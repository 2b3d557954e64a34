/// Puts tokens together as VS Code does, and stops where VS Code stops.
struct EditorReader {
  private let tokens: [EditorToken]
  /// Where lines start, in order.
  private let lineStarts: [Int]
  private var at = 0
  private var depth = 0
  private(set) var faults: [EditorHeader.Fault] = []

  /// VS Code nests as deep as its stack; nobody's header needs more than this.
  private static let maximumDepth = 64

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    lineStarts =
      [0]
      + bytes[..<range.upperBound].indices.filter { bytes[$0] == 0x0A || bytes[$0] == 0x0D }
      .map { $0 + 1 }
    var scanner = EditorScanner(bytes, range)
    tokens = scanner.scan()
  }

  /// The value of the whole header; nil where there is none.
  mutating func read() -> EditorValue? {
    skipEmpty()
    if token.kind == .marker {
      at += 1
      skipEmpty()
    }
    return token.kind == .end || token.kind == .marker ? nil : value(deeperThan: -1)
  }

  /// Where the reading stopped; nil where all was read.
  mutating func rest() -> Int? {
    skipEmpty()
    return token.kind == .end ? nil : token.range.lowerBound
  }

  // MARK: - Tokens

  private var token: EditorToken { tokens[at] }

  private func next(_ offset: Int = 1) -> EditorToken { tokens[min(at + offset, tokens.count - 1)] }

  private mutating func take() -> EditorToken {
    let taken = token
    if taken.kind != .end { at += 1 }
    return taken
  }

  private var indent: Int { token.indent ?? 0 }

  /// The first token behind the white space of a line.
  private var first: EditorToken { token.indent == nil ? token : next() }

  private static func isEmpty(_ kind: EditorToken.Kind) -> Bool {
    kind == .newline || kind == .comment
  }

  private mutating func skipEmpty() {
    while Self.isEmpty(token.kind)
      || token.indent != nil && (Self.isEmpty(next().kind) || next().kind == .end)
    {
      at += 1
    }
  }

  private mutating func skipWithinBrackets() {
    while Self.isEmpty(token.kind) || token.indent != nil { at += 1 }
  }

  private func column(of token: EditorToken) -> Int {
    let offset = token.range.lowerBound
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return offset - lineStarts[max(0, low - 1)]
  }

  private mutating func complain(_ kind: EditorHeader.Fault.Kind, _ range: Range<Int>) {
    faults.append(EditorHeader.Fault(kind, at: range))
  }

  private static func nothing(at offset: Int) -> EditorValue {
    EditorValue(.scalar("", isQuoted: false), at: offset..<offset)
  }

  private static func scalar(_ token: EditorToken) -> EditorValue {
    EditorValue(
      .scalar(token.text, isQuoted: token.kind == .scalar(isQuoted: true)),
      at: token.range
    )
  }

  /// Whether a key with its colon stands here.
  private var isKey: Bool {
    let offset = token.indent == nil ? 0 : 1
    return next(offset).isScalar && next(offset + 1).kind == .colon
  }

  // MARK: - Values

  private mutating func value(deeperThan parent: Int) -> EditorValue? {
    skipEmpty()
    guard depth < Self.maximumDepth else { return nil }
    depth += 1
    defer { depth -= 1 }
    if first.kind == .openMap || first.kind == .openSequence {
      if token.indent != nil { at += 1 }
      return bracketed()
    }
    if first.kind == .dash { return sequence(at: indent) }
    if isKey { return mapping(at: indent) }
    guard token.isScalar || token.indent != nil else { return nil }
    if token.indent != nil { at += 1 }
    guard token.isScalar else { return nil }
    return text(take(), deeperThan: parent)
  }

  /// A scalar, with the lines that continue a plain one.
  private mutating func text(_ start: EditorToken, deeperThan parent: Int) -> EditorValue {
    guard start.kind == .scalar(isQuoted: false) else { return Self.scalar(start) }
    var text = start.text
    var end = start.range.upperBound
    while let line = continuation(deeperThan: parent) {
      text += line.emptyLines > 0 ? String(repeating: "\n", count: line.emptyLines) : " "
      text += line.text
      end = line.end
    }
    return EditorValue(.scalar(text, isQuoted: false), at: start.range.lowerBound..<end)
  }

  private struct Continuation {
    let text: String
    let emptyLines: Int
    let end: Int
  }

  private mutating func continuation(deeperThan parent: Int) -> Continuation? {
    let saved = at
    var breaks = 0
    while token.kind == .newline || token.indent != nil && next().kind == .newline {
      if token.kind == .newline { breaks += 1 }
      at += 1
    }
    guard breaks > 0, token.indent.map({ $0 > parent }) ?? (parent < 0) else {
      at = saved
      return nil
    }
    if token.indent != nil { at += 1 }
    var words = ""
    if token.kind == .dash {
      words = "-"
      at += 1
      if token.isScalar { words += " " }
    }
    if token.isScalar, !(words.isEmpty && next().kind == .colon) {
      let taken = take()
      return Continuation(
        text: words + taken.text,
        emptyLines: breaks - 1,
        end: taken.range.upperBound
      )
    }
    guard !words.isEmpty else {
      at = saved
      return nil
    }
    return Continuation(text: words, emptyLines: breaks - 1, end: tokens[at - 1].range.upperBound)
  }

  // MARK: - By indentation

  /// Whether the next line belongs to a collection at a column; one that is indented further does, with a fault.
  private mutating func belongs(to column: Int, _ found: Int) -> Bool {
    if found > column { complain(.unexpectedIndentation, token.range) }
    return found >= column
  }

  private mutating func mapping(at column: Int, startsHere: Bool = false) -> EditorValue {
    let start = first.range.lowerBound
    var pairs: [EditorPair] = []
    var seen: Set<String> = []
    var isFirst = startsHere
    while true {
      if !isFirst {
        skipEmpty()
        guard token.kind != .end, belongs(to: column, indent) else { break }
      }
      guard isKey else { break }
      isFirst = false
      if token.indent != nil { at += 1 }
      let key = take()
      let colon = take()
      let value = mappingValue(behind: colon, at: column)
      if !seen.insert(key.text).inserted { complain(.duplicateKey, key.range) }
      pairs.append(EditorPair(key: key.text, keyRange: key.range, value: value))
    }
    return EditorValue(
      .mapping(pairs),
      at: start..<max(start, pairs.last?.value.range.upperBound ?? start)
    )
  }

  private mutating func mappingValue(behind colon: EditorToken, at column: Int) -> EditorValue {
    let nothing = Self.nothing(at: colon.range.upperBound)
    if token.kind == .openMap || token.kind == .openSequence { return bracketed() }
    if token.isScalar { return text(take(), deeperThan: column) }
    skipEmpty()
    let isSequence = indent == column && first.kind == .dash
    guard token.kind != .end, isSequence || indent > column else {
      complain(.missingValue, colon.range)
      return nothing
    }
    return value(deeperThan: column) ?? nothing
  }

  private mutating func sequence(at column: Int) -> EditorValue {
    let start = first.range.lowerBound
    var items: [EditorValue] = []
    var end = start
    while true {
      skipEmpty()
      let found = items.isEmpty && token.kind == .dash ? self.column(of: token) : indent
      guard token.kind != .end, belongs(to: column, found), first.kind == .dash else { break }
      if token.indent != nil { at += 1 }
      let item = item(behind: take(), at: column)
      items.append(item)
      end = max(end, item.range.upperBound)
    }
    return EditorValue(.sequence(items), at: start..<end)
  }

  private mutating func item(behind dash: EditorToken, at column: Int) -> EditorValue {
    let nothing = Self.nothing(at: dash.range.upperBound)
    guard depth < Self.maximumDepth else { return nothing }
    depth += 1
    defer { depth -= 1 }
    if token.kind == .comment { at += 1 }
    if token.kind == .openMap || token.kind == .openSequence { return bracketed() }
    if token.kind == .dash { return sequence(at: self.column(of: token)) }
    if token.isScalar {
      guard next().kind == .colon else { return text(take(), deeperThan: column) }
      return mapping(at: self.column(of: token), startsHere: true)
    }
    skipEmpty()
    guard token.kind != .end, indent > column else {
      complain(.missingValue, dash.range)
      return nothing
    }
    return value(deeperThan: column) ?? nothing
  }

  // MARK: - In brackets

  private mutating func bracketed() -> EditorValue {
    depth += 1
    defer { depth -= 1 }
    // What is nested deeper than anybody writes is passed over, and its brackets with it.
    guard depth <= Self.maximumDepth else {
      let start = take().range.lowerBound
      return Self.nothing(at: start)
    }
    return token.kind == .openMap ? bracketedMapping() : bracketedSequence()
  }

  private mutating func bracketedMapping() -> EditorValue {
    let start = take().range.lowerBound
    var pairs: [EditorPair] = []
    skipWithinBrackets()
    while token.kind != .closeMap, token.kind != .end {
      guard token.isScalar else {
        complain(.expectedKey, token.range)
        break
      }
      let key = take()
      skipWithinBrackets()
      var value = Self.nothing(at: key.range.upperBound)
      if token.kind == .colon {
        at += 1
        skipWithinBrackets()
        value = bracketedValue() ?? Self.nothing(at: token.range.lowerBound)
      }
      pairs.append(EditorPair(key: key.text, keyRange: key.range, value: value))
      skipComma()
    }
    let end = close(.closeMap, .expectedFlowMapEnd)
    return EditorValue(.mapping(pairs), at: start..<end)
  }

  private mutating func bracketedSequence() -> EditorValue {
    let start = take().range.lowerBound
    var items: [EditorValue] = []
    skipWithinBrackets()
    while token.kind != .closeSequence, token.kind != .end {
      guard let item = bracketedValue() else {
        complain(.unexpectedToken, token.range)
        at += 1
        continue
      }
      items.append(item)
      skipComma()
    }
    let end = close(.closeSequence, .expectedFlowSequenceEnd)
    return EditorValue(.sequence(items), at: start..<end)
  }

  private mutating func bracketedValue() -> EditorValue? {
    if token.kind == .openMap || token.kind == .openSequence { return bracketed() }
    guard token.isScalar else { return nil }
    var value = take()
    // A plain text goes on in the next line.
    while value.kind == .scalar(isQuoted: false) {
      var offset = 0
      while Self.isEmpty(next(offset).kind) || next(offset).indent != nil { offset += 1 }
      guard offset > 0, next(offset).kind == .scalar(isQuoted: false) else { break }
      at += offset
      let more = take()
      value = EditorToken(
        kind: value.kind,
        range: value.range.lowerBound..<more.range.upperBound,
        text: value.text + " " + more.text
      )
    }
    return Self.scalar(value)
  }

  private mutating func skipComma() {
    skipWithinBrackets()
    guard token.kind == .comma else { return }
    at += 1
    skipWithinBrackets()
  }

  /// Goes behind a closing bracket; where it ends.
  private mutating func close(_ kind: EditorToken.Kind, _ fault: EditorHeader.Fault.Kind) -> Int {
    guard token.kind == kind else {
      complain(fault, token.range)
      return token.range.lowerBound
    }
    return take().range.upperBound
  }
}
