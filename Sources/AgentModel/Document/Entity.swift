/// Character references of HTML, as Markdown allows them in text and link targets.
enum Entity {
  /// The few names that people write; all others stay as written.
  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©",
    "reg": "®", "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’",
    "ldquo": "“", "rdquo": "”", "rarr": "→", "larr": "←",
  ]

  /// The character that `&…;` stands for, as UTF-8; the bytes themselves where it is not known.
  static func decoded(_ reference: ArraySlice<UInt8>) -> [UInt8] {
    let name = String(decoding: reference.dropFirst().dropLast(), as: UTF8.self)
    if let character = names[name] { return Array(character.utf8) }
    guard name.hasPrefix("#") else { return Array(reference) }
    let digits = name.dropFirst()
    let number =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number, number != 0, let scalar = Unicode.Scalar(number) else {
      return Array(reference)
    }
    return Array(String(Character(scalar)).utf8)
  }
}
