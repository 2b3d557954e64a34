import AgentModel

import struct Git.ByteKey

/// Whether a merged text repeats something that no side has that often.
///
/// Lines that git merges without a conflict may say the same twice: both sides added one key, heading,
/// row or item, each at another place.
enum Soundness {
  /// Whether keys, headings, rows and items stand at most as often as in one of the three texts.
  static func isSound(
    _ text: [UInt8],
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8]
  ) -> Bool {
    let repeated = counts(of: text).filter { $0.value > 1 }
    guard !repeated.isEmpty else { return true }
    let sides = [base, ours, theirs].map(counts)
    return repeated.allSatisfy { element, count in
      sides.contains { $0[element, default: 0] >= count }
    }
  }

  /// What may stand only so often.
  private enum Element: Hashable {
    case heading(ByteKey)
    case item(ByteKey)
    case row(ByteKey)
    case key(ByteKey)
  }

  private static func counts(of text: [UInt8]) -> [Element: Int] {
    var counts: [Element: Int] = [:]
    var fence: UInt8?
    for line in TextLines.split(text[...]) {
      let content = line.drop { $0 == 32 || $0 == 9 }.prefix { $0 != 10 }
      if let first = content.first, first == 96 || first == 126,
        content.prefix(3).elementsEqual([first, first, first])
      {
        if fence == nil { fence = first } else if fence == first { fence = nil }
        continue
      }
      guard fence == nil, let element = element(of: line, content) else { continue }
      counts[element, default: 0] += 1
    }
    return counts
  }

  private static func element(
    of line: ArraySlice<UInt8>,
    _ content: ArraySlice<UInt8>
  ) -> Element? {
    if content.first == 35 { return .heading(ByteKey(content)) }
    if content.first == 124 {
      let cell = content.dropFirst().prefix { $0 != 124 }
      guard !cell.allSatisfy({ $0 == 45 || $0 == 58 || $0 == 32 }) else { return nil }
      return .row(ByteKey(TextLines.trimmed(cell)))
    }
    if let key = KeyedLine.label(of: line) ?? KeyedLine.definition(of: line) {
      return .key(ByteKey(key[...]))
    }
    if let marker = ItemList.Marker(line) { return .item(ByteKey(line.dropFirst(marker.head))) }
    return nil
  }
}
