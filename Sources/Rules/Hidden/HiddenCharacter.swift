/// A character that a person doesn't see and a model reads.
package struct HiddenCharacter: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Takes no room, or looks like a space that it isn't.
    case invisible
    /// Turns the direction of the text around it.
    case direction
    /// A letter of ASCII that is never drawn (U+E0000 to U+E007F).
    case tag
    /// Chooses a shape of the character before it, where there is none to choose.
    case variation
    /// Control characters, separators of lines that are none for git, and what is no character.
    case control
    /// Means what two parties agree on.
    case privateUse = "private-use"
  }

  package let kind: Kind
  package let scalar: Unicode.Scalar
  /// UTF-8 offset of its first byte.
  package let offset: Int

  package init(_ kind: Kind, _ scalar: Unicode.Scalar, at offset: Int) {
    self.kind = kind
    self.scalar = scalar
    self.offset = offset
  }
}

/// Neighbours of one kind.
package struct HiddenRun: Hashable, Sendable {
  package let kind: HiddenCharacter.Kind
  package let first: Unicode.Scalar
  /// UTF-8 offsets of the whole run.
  package private(set) var range: Range<Int>
  package private(set) var count = 1
  /// What tags spell, up to a limit; empty for other kinds.
  package private(set) var spelling = ""

  private static let spellingLimit = 40

  init(_ character: HiddenCharacter) {
    kind = character.kind
    first = character.scalar
    range = character.offset..<(character.offset + UTF8.width(character.scalar))
    spell(character.scalar)
  }

  fileprivate mutating func append(_ scalar: Unicode.Scalar) {
    range = range.lowerBound..<(range.upperBound + UTF8.width(scalar))
    count += 1
    spell(scalar)
  }

  private mutating func spell(_ scalar: Unicode.Scalar) {
    guard kind == .tag, spelling.utf8.count < Self.spellingLimit, scalar.value >= 0xE0020,
      scalar.value < 0xE007F
    else { return }
    spelling.append(Character(Unicode.Scalar(UInt8(scalar.value - 0xE0000))))
  }

  /// `U+200B ZERO WIDTH SPACE hides in the text`; never the character itself.
  package var message: String { message(in: "text") }

  /// The same of another place than the text.
  func message(in place: String) -> String {
    switch count {
    case 1: "\(named(first)) hides in the \(place)"
    case 2: "\(named(first)) and one more character hide in the \(place)"
    default: "\(named(first)) and \(count - 1) more characters hide in the \(place)"
    }
  }
}

/// Puts neighbours of one kind together.
package func hiddenRuns(of characters: [HiddenCharacter]) -> [HiddenRun] {
  var runs: [HiddenRun] = []
  for character in characters {
    if let last = runs.last, last.kind == character.kind, last.range.upperBound == character.offset
    {
      runs[runs.count - 1].append(character.scalar)
    } else {
      runs.append(HiddenRun(character))
    }
  }
  return runs
}

/// A character by its number and Unicode's name for it: `U+200B ZERO WIDTH SPACE`.
package func named(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  let properties = scalar.properties
  if let name = properties.name ?? properties.nameAlias ?? controlNames[scalar.value] {
    return "\(number) \(name)"
  }
  return switch properties.generalCategory {
  case .control: "\(number) CONTROL CHARACTER"
  case .privateUse: "\(number) PRIVATE USE"
  default: isNoncharacter(scalar) ? "\(number) NONCHARACTER" : "\(number) UNASSIGNED"
  }
}

/// What the controls are called that are met with; Unicode itself leaves them nameless.
private let controlNames: [UInt32: String] = [
  0x00: "NULL", 0x07: "BELL", 0x08: "BACKSPACE", 0x09: "TABULATION", 0x0A: "LINE FEED",
  0x0B: "LINE TABULATION", 0x0C: "FORM FEED",
  0x0D: "CARRIAGE RETURN", 0x1A: "SUBSTITUTE", 0x1B: "ESCAPE", 0x7F: "DELETE", 0x85: "NEXT LINE",
  0x9B: "CONTROL SEQUENCE INTRODUCER",
]

/// Whether Unicode will never give a number to a character.
func isNoncharacter(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
}
