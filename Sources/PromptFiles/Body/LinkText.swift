import AgentModel

/// A text made by the tool, escaped so that it reads as plain words between a link's brackets.
///
/// CommonMark must see no markup in it, and VS Code's `\[(.*?)\]\((.+?)\)` no earlier end.
func escapedLinkText(_ text: String) -> [UInt8] {
  let bytes = Array(text.utf8)
  var escaped: [UInt8] = []
  escaped.reserveCapacity(bytes.count)
  for (index, byte) in bytes.enumerated() {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "`"),
      UInt8(ascii: "*"), UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      escaped.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "_") where !isWithinWord(index, of: bytes):
      // Within a word an underscore is one, and a backslash would only be noise to a model.
      escaped.append(UInt8(ascii: "\\"))
    default: break
    }
    escaped.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
  }
  return escaped
}

private func isWithinWord(_ index: Int, of bytes: [UInt8]) -> Bool {
  func isWord(_ byte: UInt8) -> Bool { isASCIIAlphanumeric(byte) || byte >= 0x80 }
  return index > 0 && index + 1 < bytes.count && isWord(bytes[index - 1])
    && isWord(bytes[index + 1])
}

/// The heading an anchor leads to; the anchor itself where the document has no such heading.
func sectionTitle(_ anchor: String, in document: Document?) -> String {
  let slug = anchor.lowercased()
  let heading = document?.headings.first { $0.slug == slug }
  let title = singleLine(heading?.text ?? "")
  return title.isEmpty ? anchor : title
}

/// Whether a link's text already says where in the document it leads.
///
/// Only letters and digits count, without case: `the *Ask* step` says `Ask`.
func mentions(_ title: String, in text: String) -> Bool {
  let words = spokenWords(title)
  let spoken = spokenWords(text)
  guard words.count > 1, spoken.count >= words.count else { return words.count <= 1 }
  return (0...(spoken.count - words.count)).contains { spoken[$0...].starts(with: words) }
}

/// The words of a text in lower case, each with one space before and one behind.
private func spokenWords(_ text: String) -> [UInt8] {
  var words: [UInt8] = [0x20]
  for byte in text.lowercased().utf8 {
    if isASCIIAlphanumeric(byte) || byte >= 0x80 {
      words.append(byte)
    } else if words.last != 0x20 {
      words.append(0x20)
    }
  }
  if words.last != 0x20 { words.append(0x20) }
  return words
}
