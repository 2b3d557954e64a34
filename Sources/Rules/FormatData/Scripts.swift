/// Which scripts need which invisible characters, by Unicode's blocks (version 17).
enum Scripts {
  /// Letters run from right to left.
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x061B, 0x061D...0x08FF, 0xFB1D...0xFDCF, 0xFDF0...0xFDFF, 0xFE70...0xFEFC,
      0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  /// Letters join, or form clusters, so that U+200C and U+200D change how a word is written.
  static func usesJoiners(_ scalar: Unicode.Scalar) -> Bool {
    if isRightToLeft(scalar) { return true }
    return switch scalar.value {
    // The scripts of India to Tibet and Myanmar
    case 0x0900...0x109F, 0xA840...0xA8FF, 0xA930...0xA9FF, 0xAA00...0xAADF, 0xAAE0...0xAAFF,
      0xABC0...0xABFF, 0x11000...0x11FFF:
      true
    // Tagalog to Mongolian, and the scripts of South-East Asia
    case 0x1700...0x18AF, 0x1900...0x1AAF, 0x1B00...0x1C4F, 0x1CD0...0x1CFF: true
    default: false
    }
  }

  /// Words stand without spaces, and U+200B says where a line may break.
  static func breaksWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Thai, Lao, Tibetan, Myanmar
    case 0x0E00...0x109F: true
    // Khmer, Tai Le, New Tai Lue, Khmer symbols, Tai Tham, Balinese
    case 0x1780...0x17FF, 0x1950...0x19FF, 0x1A20...0x1AAF, 0x1B00...0x1B7F: true
    // Javanese, Myanmar, Cham, Tai Viet
    case 0xA980...0xA9FF, 0xAA00...0xAADF: true
    default: false
    }
  }

  /// Whether a character takes no room of itself: Unicode lets programs leave it out, or calls it a format.
  ///
  /// Formats that are drawn are none of these: signs of Arabic, Syriac and Kaithi that go around numbers and letters.
  static func isNeverDrawn(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isDefaultIgnorableCodePoint { return true }
    switch scalar.value {
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: return false
    default: return scalar.properties.generalCategory == .format
    }
  }

  /// Whether a letter is one of those that Egypt's controls of layout join.
  static func isHieroglyph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x13000...0x1342F, 0x13440...0x143FF: true
    default: false
    }
  }

  /// Whether a letter is one of the small script of the Khitans, which has a filler.
  static func isKhitan(_ scalar: Unicode.Scalar) -> Bool {
    (0x18B00...0x18CFF).contains(scalar.value)
  }

  static func isMongolian(_ scalar: Unicode.Scalar) -> Bool {
    (0x1800...0x18AF).contains(scalar.value) || (0x11660...0x1167F).contains(scalar.value)
  }

  static func isKhmer(_ scalar: Unicode.Scalar) -> Bool {
    (0x1780...0x17FF).contains(scalar.value)
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isUnifiedIdeograph || (0xF900...0xFAFF).contains(scalar.value)
      || (0x2F800...0x2FA1F).contains(scalar.value)
  }

  /// Can be drawn as an emoji; digits, `#` and `*`, which can only on a key, are not among them.
  static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    // The planes of pictures are emoji before Unicode fills them.
    !scalar.isASCII && scalar.properties.isEmoji || (0x1F000...0x1FAFF).contains(scalar.value)
  }

  /// Whether `StandardizedVariants.txt` has such a pair, told by ranges: emoji styles are not here.
  static func hasVariant(_ base: Unicode.Scalar, _ selector: UInt32) -> Bool {
    if isHan(base) { return selector <= 0xFE02 }
    switch base.value {
    // Punctuation of Chinese and Japanese, in the corner or in the middle
    case 0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F: return selector <= 0xFE01
    case 0x2018, 0x2019, 0x201C, 0x201D: return selector <= 0xFE01
    // Myanmar, Phags-pa, Manichaean
    case 0x1000...0x109F, 0xAA60...0xAA7F, 0xA840...0xA87F, 0x10AC0...0x10AFF:
      return selector == 0xFE00
    // Mathematical operators, chess pieces
    case 0x2200...0x22FF, 0x2A00...0x2AFF, 0x2654...0x265F: return selector == 0xFE00
    // Egyptian hieroglyphs, turned
    case 0x13000...0x1345F: return selector <= 0xFE06
    default: return false
    }
  }
}
