/// Whether a byte is an ASCII digit.
func isASCIIDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// Whether a byte is a lower-case ASCII letter or a digit.
func isASCIILowerAlphanumeric(_ byte: UInt8) -> Bool {
  isASCIIDigit(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
}

/// Whether a byte is an ASCII letter.
func isASCIILetter(_ byte: UInt8) -> Bool {
  let lowered = byte | 0x20
  return lowered >= UInt8(ascii: "a") && lowered <= UInt8(ascii: "z")
}

/// Whether a byte is an ASCII letter or a digit.
func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
  isASCIIDigit(byte) || isASCIILetter(byte)
}

/// Whether a scalar takes no ink and can mislead: controls, bidirectional marks, tags, zero widths.
///
/// The joiners U+200C and U+200D are among them although some scripts need them; callers that care for
/// prose ask `isMisleading` instead.
func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  isMisleading(scalar) || scalar.value == 0x200C || scalar.value == 0x200D
}

/// Whether a scalar takes no ink and has no honest use in a line of text.
func isMisleading(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F...0x9F, 0xAD, 0x180E, 0x200B, 0x200E...0x200F: true
  case 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE...0xFFFF: true
  case 0xE0000...0xE007F: true
  default: false
  }
}

/// The text with every hidden scalar escaped, fit for a message of one line.
func printable(_ text: String) -> String {
  // Most text is ASCII that can be seen; a scan of bytes is ten times as quick.
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
  guard text.unicodeScalars.contains(where: isHidden) else { return text }
  var shown = ""
  for scalar in text.unicodeScalars {
    if isHidden(scalar) {
      shown += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}

/// The text on one line: each run of white space is one space, and none stand at the ends.
///
/// A byte order mark is no text: some readers of YAML drop it, some don't.
func singleLine(_ text: String) -> String {
  if isOneASCIILine(text) { return text }
  var line = String.UnicodeScalarView()
  var isPending = false
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029:
      isPending = !line.isEmpty
    case 0xFEFF: break
    default:
      if isPending { line.append(" ") }
      isPending = false
      line.append(scalar)
    }
  }
  return String(line)
}

/// Whether a text is ASCII words with one space between them.
private func isOneASCIILine(_ text: String) -> Bool {
  var last: UInt8 = 0x20
  for byte in text.utf8 {
    guard byte >= 0x20, byte < 0x80, byte != 0x20 || last != 0x20 else { return false }
    last = byte
  }
  return last != 0x20 || text.isEmpty
}

/// The number of Unicode scalars in UTF-8 bytes.
func scalarCount(_ bytes: some Sequence<UInt8>) -> Int {
  bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
}
