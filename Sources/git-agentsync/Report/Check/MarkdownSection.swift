/// A part of a Markdown document that may be cut: entries, with what stands around them.
struct MarkdownSection {
  /// Before the first entry; ends in a newline.
  let opening: String
  /// Each ends in a newline; those at the end are left out first.
  let entries: [String]
  /// Behind the last entry.
  var closing = ""
  /// What entries are called where some are left out.
  let noun: String
  /// Whether it comes whole whatever else there is, as long as it takes a fifth of all at most.
  var isWhole = false

  /// What must be kept free so that a section that is cut can say so.
  static let reserve = 400

  /// The section with as many entries as fit, and a sentence on those that don't.
  ///
  /// - Parameter room: How many UTF-16 units there are; never less than the reserve and what stands around.
  /// - Returns: Never more than that.
  func text(room: Int) -> String {
    let frame = opening.utf16.count + closing.utf16.count + MarkdownSection.reserve
    guard frame <= room else { return "" }
    var text = opening
    var left = room - frame
    var shown = 0
    for entry in entries {
      let size = entry.utf16.count
      guard size <= left else { break }
      left -= size
      text += entry
      shown += 1
    }
    let missing = entries.count - shown
    if missing > 0 {
      let words = missing == 1 ? noun : noun + "s"
      text += "\n\(missing) more \(words) left out here; `--json` has all of them.\n"
    }
    return text + closing
  }

  /// Sections in the order of their weight, all within a limit.
  ///
  /// Each may take half of what is left, so that none is crowded out whatever comes.
  static func document(_ sections: [MarkdownSection], limit: Int) -> String {
    let whole = sections.map { $0.isWhole ? $0.text(room: limit / 5) : nil }
    var left = limit - whole.compactMap(\.self).map { $0.utf16.count + 1 }.reduce(0, +)
    var parts: [String] = []
    for (index, section) in sections.enumerated() {
      if let text = whole[index] {
        parts.append(text)
        continue
      }
      let isLast = index == sections.count - 1
      let text = section.text(room: isLast ? left - 1 : max(left / 2, min(left - 1, 1_500)))
      if !text.isEmpty { left -= text.utf16.count + 1 }
      parts.append(text)
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
