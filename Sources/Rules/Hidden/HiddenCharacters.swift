import struct Git.RepoPath

/// Finds the characters of a text that hide, and leaves alone those that its scripts and emoji need.
///
/// - Parameter bytes: UTF-8; a byte that belongs to no character is passed over.
/// - Returns: In the order of the text. The time is that of one pass.
package func hiddenCharacters(in bytes: [UInt8]) -> [HiddenCharacter] {
  var found: [HiddenCharacter] = []
  guard !isPlain(bytes) else { return found }
  var start = 0
  while start < bytes.count {
    let end = bytes.firstIndex(of: 0x0A, in: start..<bytes.count) ?? bytes.count
    // The carriage return of a CRLF is part of the line's end.
    let isCRLF = end < bytes.count && end > start && bytes[end - 1] == 0x0D
    let line = start..<(isCRLF ? end - 1 : end)
    if mayHide(bytes.span, line) { HiddenLine(bytes, line).look(&found) }
    start = end + 1
  }
  return found
}

/// Whether a line holds anything but characters that never hide; most lines need no closer look.
private func mayHide(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
  var at = line.lowerBound
  while at < line.upperBound {
    let byte = text[at]
    if byte >= 0x80 {
      let width = plainWidth(text, at, line.upperBound)
      guard width > 0 else { return true }
      at += width
    } else {
      guard byte < 0x7F, byte >= 0x20 || byte == 0x09 else { return true }
      at += 1
    }
  }
  return false
}

/// How many bytes the character at an offset has; 0 where it may hide, or belongs to no common block.
private func plainWidth(_ text: Span<UInt8>, _ at: Int, _ end: Int) -> Int {
  func isContinued(_ offset: Int) -> Bool {
    at + offset < end && text[at + offset] & 0xC0 == 0x80
  }
  guard isContinued(1) else { return 0 }
  switch (text[at], text[at + 1]) {
  // Latin to Hebrew, without C1 controls, the soft hyphen and the joiner of U+034F
  case (0xC2, 0xA0...0xAC), (0xC2, 0xAE...0xBF), (0xC3...0xCC, _), (0xCE...0xD7, _): return 2
  case (0xE2, 0x80):
    // Dashes, quotes, dots
    return isContinued(2) && (0x90...0xA7).contains(text[at + 2]) ? 3 : 0
  // Signs, arrows, frames; Chinese, Japanese, Korean without the filler of U+3164
  case (0xE2, 0x82...0x9F), (0xE3, 0x80...0x84), (0xE3, 0x86...0x8F), (0xE4...0xE9, _),
    (0xEB...0xEC, _):
    return isContinued(2) ? 3 : 0
  // Pictures
  case (0xF0, 0x9F) where isContinued(2) && text[at + 2] <= 0xAB: return isContinued(3) ? 4 : 0
  default: return 0
  }
}

/// Whether a text is nothing but letters and signs of ASCII, tabs and line feeds.
private func isPlain(_ text: [UInt8]) -> Bool {
  var odd: UInt8 = 0
  var at = 0
  // Without a branch, the compiler takes many bytes at a step.
  while at < text.count {
    let byte = text[at]
    odd |= (byte &- 0x20 < 0x5F ? 0 : 1) & (byte == 0x0A ? 0 : 1) & (byte == 0x09 ? 0 : 1)
    at &+= 1
  }
  return odd == 0
}

/// One line, with what stands beside each character.
private struct HiddenLine {
  private let characters: [PlacedScalar]
  private let hasRightToLeftLetter: Bool

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    characters = placedScalars(of: bytes, range)
    hasRightToLeftLetter = characters.contains {
      Scripts.isRightToLeft($0.scalar) && $0.scalar.properties.isAlphabetic
    }
  }

  func look(_ found: inout [HiddenCharacter]) {
    // A line of old Mac ends, or one that is all flags, costs no more than its length.
    var flagEnd = 0
    for at in characters.indices {
      let character = characters[at]
      if character.scalar.value == 0x1F3F4 { flagEnd = endOfFlag(from: at) }
      guard let kind = kind(at, isInFlag: at < flagEnd) else { continue }
      found.append(HiddenCharacter(kind, character.scalar, at: character.offset))
    }
  }

  private func scalar(_ at: Int) -> Unicode.Scalar? {
    characters.indices.contains(at) ? characters[at].scalar : nil
  }

  private func kind(_ at: Int, isInFlag: Bool) -> HiddenCharacter.Kind? {
    let scalar = characters[at].scalar
    switch scalar.value {
    case 0x09, 0x20...0x7E: return nil
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: return .control
    case 0x202A...0x202E, 0x2066...0x2069: return .direction
    case 0x200E, 0x200F, 0x061C: return isFairMark(at) ? nil : .direction
    case 0xE0000...0xE007F: return isInFlag ? nil : .tag
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180D, 0x180F:
      return isFairSelector(at) ? nil : .variation
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: return .privateUse
    case 0xFEFF: return characters[at].offset == 0 ? nil : .invisible
    case 0x2800, 0xFFF9...0xFFFB, 0x13430...0x1343F, 0x16FE4: break
    default:
      if isNoncharacter(scalar) { return .control }
      guard scalar.value >= 0xAD, Scripts.isNeverDrawn(scalar) else { return nil }
    }
    return isFair(at) ? nil : .invisible
  }

  /// Whether an invisible character does here what it is made for.
  private func isFair(_ at: Int) -> Bool {
    let before = scalar(at - 1)
    let after = scalar(at + 1)
    func isBeside(_ test: (Unicode.Scalar) -> Bool) -> Bool {
      (before.map(test) ?? false) || (after.map(test) ?? false)
    }
    switch characters[at].scalar.value {
    case 0x200D where isJoinedEmoji(at): return true
    case 0x200C, 0x200D: return isBeside(Scripts.usesJoiners) && !isBeside(isUnseen)
    // Scripts that put no space between words break lines at it.
    case 0x200B: return isBeside(Scripts.breaksWithoutSpaces) && !isBeside(isUnseen)
    case 0x180E: return isBeside(Scripts.isMongolian)
    case 0x17B4, 0x17B5: return isBeside(Scripts.isKhmer)
    case 0x034F:
      return [before, after].allSatisfy { $0.map(Scripts.isRightToLeft) ?? false }
    // An initial or a vowel that isn't there, in a syllable of other jamo.
    case 0x115F: return isJamo(after) || after?.value == 0x1160 && isJamo(scalar(at + 2))
    case 0x1160: return isJamo(after) || isJamo(before) || before?.value == 0x115F && isJamo(after)
    case 0x3164: return isBeside { (0x3131...0x318E).contains($0.value) && $0.value != 0x3164 }
    case 0xFFA0: return isBeside { (0xFFA1...0xFFDC).contains($0.value) }
    case 0x2800: return isInBraille(at)
    case 0x13430...0x1343F: return isBeside(Scripts.isHieroglyph)
    case 0x16FE4: return isBeside(Scripts.isKhitan)
    default: return false
    }
  }

  private func isJamo(_ scalar: Unicode.Scalar?) -> Bool {
    switch scalar?.value {
    case 0x115F, 0x1160, nil: false
    case .some(0x1100...0x11FF), .some(0xA960...0xA97F), .some(0xD7B0...0xD7FF): true
    default: false
    }
  }

  /// Whether a neighbour can't be seen either, so that the two may spell something.
  private func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isDefaultIgnorableCodePoint && !Scripts.isMongolian(scalar)
      && !Scripts.isKhmer(scalar)
  }

  private func isJoinedEmoji(_ at: Int) -> Bool {
    guard let after = scalar(at + 1), Scripts.isEmoji(after), let before = scalar(at - 1) else {
      return false
    }
    let isStyled = before.value == 0xFE0F || before.value == 0xFE0E
    return Scripts.isEmoji(before) || isStyled && (scalar(at - 2).map(Scripts.isEmoji) ?? false)
  }

  private func isFairSelector(_ at: Int) -> Bool {
    guard let base = scalar(at - 1) else { return false }
    if let after = scalar(at + 1), Self.isSelector(after) || Self.isSelector(base) { return false }
    let selector = characters[at].scalar.value
    switch selector {
    case 0xFE0E, 0xFE0F:
      if Scripts.isEmoji(base) { return true }
      // A digit on a key; without the key it is a digit with something behind it.
      let isKey = base.isASCII && base.properties.isEmoji
      return isKey && scalar(at + 1)?.value == 0x20E3
    case 0xE0100...0xE01EF: return Scripts.isHan(base)
    case 0x180B...0x180D, 0x180F: return Scripts.isMongolian(base)
    default: return Scripts.hasVariant(base, selector)
    }
  }

  private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isVariationSelector
  }

  /// A mark of direction beside text that runs from right to left; three in a row mark nothing.
  private func isFairMark(_ at: Int) -> Bool {
    guard hasRightToLeftLetter else { return false }
    func isMark(_ offset: Int) -> Bool {
      [0x200E, 0x200F, 0x061C].contains(scalar(at + offset)?.value ?? 0)
    }
    return !(isMark(-1) && isMark(1) || isMark(1) && isMark(2) || isMark(-1) && isMark(-2))
  }

  /// A blank cell in a row of braille of which one neighbour, over other blanks, is none.
  private func isInBraille(_ at: Int) -> Bool {
    for step in [-1, 1] {
      var next = at + step
      // Longer rows of blanks are padding; the bound also keeps the time linear.
      while abs(next - at) <= 64, scalar(next)?.value == 0x2800 { next += step }
      if let cell = scalar(next)?.value, (0x2801...0x28FF).contains(cell) { return true }
    }
    return false
  }

  /// Behind the flag of a part of a country, 2 to 6 tags and their end; the start where it is none.
  private func endOfFlag(from start: Int) -> Int {
    var at = start + 1
    while at - start <= 6, let tag = scalar(at)?.value,
      (0xE0030...0xE0039).contains(tag) || (0xE0061...0xE007A).contains(tag)
    {
      at += 1
    }
    return at - start >= 3 && scalar(at)?.value == 0xE007F ? at + 1 : start
  }
}
