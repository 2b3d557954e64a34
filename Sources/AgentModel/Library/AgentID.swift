import Foundation

/// Makes the ids of agents.
///
/// An id is lower case and in Unicode's composed form; it holds letters, digits, `.`, `_` and `-`.
enum AgentID {
  /// In Unicode scalars.
  static let maximumLength = 64

  /// Why a text can be no id, as the end of a sentence.
  struct Refusal: Error, Hashable {
    let reason: String
  }

  /// The id that a document asks for in its front matter.
  ///
  /// What only looks different is put right (case, spaces); what could be a path, an option or another
  /// name in disguise is refused.
  static func explicit(_ text: String) throws(Refusal) -> String {
    if text.unicodeScalars.contains(where: { $0 == "/" || $0 == "\\" }) {
      throw Refusal(reason: "it holds a slash")
    }
    if text.unicodeScalars.contains(where: PortablePath.isHidden) {
      throw Refusal(reason: "it holds a line end or a character that does not show")
    }
    if text.hasPrefix("-") { throw Refusal(reason: "it begins with '-'") }
    return try checked(normalized(text))
  }

  /// The id that a template makes of what a path says.
  static func fromTemplate(_ template: String, _ file: AgentFile) throws(Refusal) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"),
      let close = rest[open...].firstIndex(of: "}")
    {
      text += rest[..<open]
      let word = rest[rest.index(after: open)..<close]
      if let value = value(of: word, file) {
        text += value
        rest = rest[rest.index(after: close)...]
      } else {
        text += "{"
        rest = rest[rest.index(after: open)...]
      }
    }
    return try checked(normalized(text + rest))
  }

  /// What a word in braces stands for; nil where it is none of ours.
  private static func value(of word: Substring, _ file: AgentFile) -> String? {
    switch word {
    case "name": file.name
    case "category": file.category.joined(separator: "-")
    default:
      word.utf8.count == 1
        ? Int(word).flatMap { $0 > 0 ? file.wildcards.dropFirst($0 - 1).first ?? "" : nil } : nil
    }
  }

  /// Composed, lower case, each run of other characters than letters, digits, `.`, `_` a `-`.
  private static func normalized(_ text: String) -> String {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    let lowered = isASCII ? text.lowercased() : composed(composed(text).lowercased())
    var id = String.UnicodeScalarView()
    // Whether the hyphen at the end stands for other characters: it takes in those beside it.
    var isFiller = false
    for scalar in lowered.unicodeScalars {
      if !isAllowed(scalar) {
        if id.last != "-" { id.append("-") }
        isFiller = true
      } else if scalar != "-" || !isFiller {
        id.append(scalar)
        isFiller = false
      }
    }
    while id.first == "-" { id.removeFirst() }
    while id.last == "-" { id.removeLast() }
    return String(id)
  }

  private static func composed(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "._-".unicodeScalars.contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  private static func checked(_ id: String) throws(Refusal) -> String {
    if id.isEmpty { throw Refusal(reason: "nothing is left of it") }
    if id.unicodeScalars.count > maximumLength {
      throw Refusal(reason: "it is longer than \(maximumLength) characters")
    }
    if id.hasPrefix(".") { throw Refusal(reason: "it begins with '.'") }
    if id.hasSuffix(".") { throw Refusal(reason: "it ends with '.'") }
    if id.contains("..") { throw Refusal(reason: "it holds '..'") }
    if PortablePath.isDeviceName(id) { throw Refusal(reason: "Windows takes it for a device") }
    if mixesScripts(id) { throw Refusal(reason: "it mixes letters of scripts that look alike") }
    return id
  }

  /// Whether Latin letters stand beside Greek, Cyrillic, Armenian, Cherokee or full-width ones.
  private static func mixesScripts(_ id: String) -> Bool {
    var isLatin = false
    var isLookAlike = false
    for scalar in id.unicodeScalars where scalar.properties.isAlphabetic {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: isLatin = true
      case 0x370...0x58F, 0x13A0...0x13FF, 0x1C80...0x1C8F, 0x1F00...0x1FFF, 0x2DE0...0x2DFF,
        0xA640...0xA69F, 0xAB70...0xABBF, 0xFF21...0xFF5A, 0x1D400...0x1D7FF:
        isLookAlike = true
      default: continue
      }
    }
    return isLatin && isLookAlike
  }
}
