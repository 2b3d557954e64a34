/// What a merge comes to: text, and the places where the sides disagree, in the order of the document.
package struct MergedText: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    /// Whole lines.
    case text([UInt8])
    case conflict(MergeConflict)
  }

  /// No two texts follow each other, and none is empty.
  package private(set) var pieces: [Piece] = []
  /// Lines of a side that stand in the result in other words: merged within the line, or renumbered.
  private(set) var rewordings: [Rewording] = []

  /// Lines that were made from lines of the three versions.
  struct Rewording: Hashable, Sendable {
    let base: [UInt8]
    let ours: [UInt8]
    let theirs: [UInt8]
    let result: [UInt8]
    /// Whether only spelling may be lost: a value that was quoted in another way.
    let isSpelling: Bool
  }

  package init() {}

  init(_ text: [UInt8]) {
    add(text)
  }

  init(_ conflict: MergeConflict) {
    add(conflict)
  }

  package var isClean: Bool { conflicts.isEmpty }

  package var conflicts: [MergeConflict] {
    pieces.compactMap { piece in
      guard case .conflict(let conflict) = piece else { return nil }
      return conflict
    }
  }

  /// The merged bytes; nil where there is a conflict.
  package var text: [UInt8]? {
    var text: [UInt8] = []
    for piece in pieces {
      guard case .text(let bytes) = piece else { return nil }
      text += bytes
    }
    return text
  }

  mutating func add(_ text: [UInt8]) {
    guard !text.isEmpty else { return }
    // Taken out first, so that it grows in place.
    guard case .text(var before)? = pieces.last else { return pieces.append(.text(text)) }
    pieces.removeLast()
    before += text
    pieces.append(.text(before))
  }

  /// Adds lines that stand for lines of the three versions.
  mutating func add(
    _ text: [UInt8],
    rewording base: [UInt8],
    _ ours: [UInt8],
    _ theirs: [UInt8],
    isSpelling: Bool = false
  ) {
    rewordings.append(
      Rewording(base: base, ours: ours, theirs: theirs, result: text, isSpelling: isSpelling)
    )
    add(text)
  }

  /// Takes over what another text tells of its lines.
  mutating func add(rewordings others: [Rewording]) {
    rewordings += others
  }

  mutating func add(_ conflict: MergeConflict) {
    pieces.append(.conflict(conflict))
  }

  mutating func add(_ other: MergedText) {
    for piece in other.pieces {
      switch piece {
      case .text(let text): add(text)
      case .conflict(let conflict): add(conflict)
      }
    }
    rewordings += other.rewordings
  }
}

/// A place where both sides want something else.
package struct MergeConflict: Hashable, Sendable {
  /// What the sides disagree about.
  package enum Kind: String, Hashable, Sendable {
    /// The value of a key of the front matter.
    case value
    /// A key, section, item, row or paragraph that one side removed and the other changed.
    case removed
    case heading
    case paragraph
    case item
    case row
    case code
    /// Two new paragraphs, or two new steps, at one place.
    case inserted
    /// Lines that belong to nothing that is understood.
    case lines
    case tooBig
  }

  /// Where in the document it is.
  package enum Place: Hashable, Sendable {
    /// The path of keys from the top.
    case frontMatter([String])
    /// The text of the heading above; empty before the first heading.
    case section(String)
  }

  package let kind: Kind
  package let place: Place
  /// Whole lines; empty where the version has nothing there.
  package let base: [UInt8]
  package let ours: [UInt8]
  package let theirs: [UInt8]
}

extension MergeConflict {
  /// The same conflict with text behind whatever is there in each version.
  func followed(by text: [UInt8]) -> MergeConflict {
    func follow(_ lines: [UInt8]) -> [UInt8] { lines.isEmpty ? [] : lines + text }
    return MergeConflict(
      kind: kind,
      place: place,
      base: follow(base),
      ours: follow(ours),
      theirs: follow(theirs)
    )
  }
}

/// Lines of a text.
package enum TextLines {
  /// The lines, each with its newline.
  package static func split(_ text: [UInt8]) -> [[UInt8]] {
    split(text[...]).map(Array.init)
  }

  /// The lines as slices of the text, each with its newline.
  static func split(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    for index in text.indices where text[index] == 10 {
      lines.append(text[start...index])
      start = index + 1
    }
    if start < text.endIndex { lines.append(text[start...]) }
    return lines
  }

  /// A line without the white space at its ends.
  static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 }
    let text = line.drop(while: isSpace)
    return text[..<(text.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? text.startIndex)]
  }

  static func isBlank(_ line: some Sequence<UInt8>) -> Bool {
    line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 }
  }
}
