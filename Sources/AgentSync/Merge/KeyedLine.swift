/// A line with a key: a bold label (`**Version:** 2.0.0`) or a link definition (`[x]: y.md`).
struct KeyedLine: MergeElement {
  let text: [UInt8]
  let gap: [UInt8] = []
  private let key: [UInt8]

  var mark: Mark { Mark(text: text, name: key) }

  /// Merges lines by their keys; nil where a line has none, or one stands twice.
  static func merge(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    _ place: MergeConflict.Place
  ) -> MergedText? {
    guard let before = split(base), let left = split(ours), let right = split(theirs) else {
      return nil
    }
    let lines = SequenceMerge(
      base: before,
      ours: left,
      theirs: right,
      place: place,
      standardGap: [],
      isOrdered: false,
      staysSorted: true
    )
    return lines.merged { before, left, right in
      MergedText(prose: before?.text ?? [], left.text, right.text, .lines, place)
    }
  }

  private static func split(_ text: [UInt8]) -> [KeyedLine]? {
    var lines: [KeyedLine] = []
    var keys: Set<[UInt8]> = []
    for line in TextLines.split(text[...]) {
      guard let key = label(of: line) ?? definition(of: line), keys.insert(key).inserted else {
        return nil
      }
      lines.append(KeyedLine(text: Array(line), key: key))
    }
    return lines
  }

  private init(text: [UInt8], key: [UInt8]) {
    self.text = text
    self.key = key
  }

  /// The name of a bold label at the head of a line.
  static func label(of line: ArraySlice<UInt8>) -> [UInt8]? {
    var rest = line.drop { $0 == 32 || $0 == 62 }
    guard rest.starts(with: [42, 42]) else { return nil }
    rest = rest.dropFirst(2)
    guard let end = rest.firstIndex(of: 42), end > rest.startIndex,
      rest[end...].starts(with: [42, 42])
    else { return nil }
    let behind = rest[end...].dropFirst(2)
    let name = rest[..<end]
    guard name.last == 58 || behind.first == 58 else { return nil }
    return Array(name.last == 58 ? name.dropLast() : name)
  }

  /// What stands between the brackets of a link definition, and the brackets.
  static func definition(of line: ArraySlice<UInt8>) -> [UInt8]? {
    let text = line.drop { $0 == 32 }
    guard text.first == 91, let end = text.firstIndex(of: 93), text[end...].dropFirst().first == 58
    else { return nil }
    return text[text.startIndex...end].map { (65...90).contains($0) ? $0 + 32 : $0 }
  }
}
