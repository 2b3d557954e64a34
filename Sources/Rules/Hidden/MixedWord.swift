import AgentModel

/// A word with Latin letters and such letters of Cyrillic or Greek as look like Latin ones.
struct MixedWord: Sendable {
  /// UTF-8 offsets.
  let range: Range<Int>
  /// The first letter that isn't Latin and looks like it.
  let letter: Unicode.Scalar
  /// How it reads to a person, the look-alikes made Latin.
  let reading: String
  /// Whether it stands in the host of an address.
  let isHost: Bool
  /// False where prose has a good reason for such a word: a Latin name with a Russian ending, a Greek letter
  /// of a formula.
  let isStrangeInProse: Bool
}

/// The mixed words of a text, in its order.
func mixedWords(in bytes: [UInt8]) -> [MixedWord] {
  var words: [MixedWord] = []
  guard holdsLead(bytes) else { return words }
  let lines = LineIndex(bytes)
  for index in 0..<lines.count {
    let line = lines[index]
    if bytes[line].contains(where: isLead) {
      words += MixedLine(placedScalars(of: bytes, line)).words()
    }
  }
  return words
}

private func holdsLead(_ bytes: [UInt8]) -> Bool {
  var found: UInt8 = 0
  var at = 0
  // Without a branch, the compiler takes many bytes at a step.
  while at < bytes.count {
    found |= isLead(bytes[at]) ? 1 : 0
    at &+= 1
  }
  return found == 1
}

/// Whether a byte is the first of a letter of Greek or Cyrillic.
private func isLead(_ byte: UInt8) -> Bool { byte &- 0xCD <= 0xD4 - 0xCD }

private struct MixedLine {
  private let characters: [PlacedScalar]

  private enum Script {
    case latin
    /// Looks like Latin.
    case alike
    /// Cyrillic or Greek that looks like itself.
    case own
  }

  init(_ characters: [PlacedScalar]) { self.characters = characters }

  private static func script(_ scalar: Unicode.Scalar) -> Script? {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: .latin
    case 0x0370...0x03FF, 0x0400...0x052F:
      scalar.properties.isAlphabetic ? (LookAlikes.latin[scalar] == nil ? .own : .alike) : nil
    default: nil
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || (0x300...0x36F).contains(scalar.value)
  }

  func words() -> [MixedWord] {
    var ranges: [(Range<Int>, isHost: Bool)] = []
    var at = 0
    var isInHost = false
    while at < characters.count {
      if isHostStart(at) { isInHost = true }
      guard Self.isWord(characters[at].scalar) else {
        if isInHost, !["-", "."].contains(characters[at].scalar), !isHostStart(at + 1) {
          isInHost = isHostStart(at)
        }
        at += 1
        continue
      }
      let start = at
      while at < characters.count, Self.isWord(characters[at].scalar) { at += 1 }
      ranges.append((start..<at, isInHost))
    }
    // Words that can only be Cyrillic or Greek say that the line is written in it.
    let isForeign = ranges.contains { range, _ in
      let scripts = characters[range].compactMap { Self.script($0.scalar) }
      return !scripts.contains(.latin) && scripts.contains(.own)
    }
    return ranges.compactMap { word($0.0, isHost: $0.isHost, isForeign: isForeign) }
  }

  /// Whether `://` stands right before.
  private func isHostStart(_ at: Int) -> Bool {
    at >= 3 && at <= characters.count
      && zip(characters[(at - 3)..<at], "://".unicodeScalars).allSatisfy { $0.scalar == $1 }
  }

  private func word(_ range: Range<Int>, isHost: Bool, isForeign: Bool) -> MixedWord? {
    let word = characters[range]
    let scripts = word.compactMap { Self.script($0.scalar) }
    guard scripts.contains(.latin),
      let letter = word.first(where: { Self.script($0.scalar) == .alike })?.scalar,
      let first = word.first, let last = word.last
    else { return nil }
    let reading = String(word.map { LookAlikes.latin[$0.scalar] ?? Character($0.scalar) })
    return MixedWord(
      range: first.offset..<last.end,
      letter: letter,
      reading: reading,
      isHost: isHost,
      isStrangeInProse: Self.isStrange(scripts, letter, isForeign: isForeign)
    )
  }

  private static func isStrange(
    _ scripts: [Script],
    _ letter: Unicode.Scalar,
    isForeign: Bool
  ) -> Bool {
    guard scripts.count >= 3, !scripts.contains(.own) else { return false }
    let isInside = scripts.first == .latin && scripts.last == .latin
    let switches = zip(scripts, scripts.dropFirst()).count { $0 != $1 }
    // Small Greek letters stand before and behind Latin ones in formulas.
    if letter.value < 0x400, letter.properties.isLowercase, letter.value != 0x3BF {
      return isInside && scripts.count >= 4
    }
    // Names take endings of the language that the line is in.
    return switches > 1 || !isForeign
  }
}
