/// Lines of ours in a hook file that belongs to somebody else, as husky's.
struct HookBlock {
  private let lines: String
  /// What a file begins with that ours was the first to make.
  private let head: [UInt8]

  private static let begin = "# >>> git-agentsync >>>"
  private static let end = "# <<< git-agentsync <<<"

  init(_ name: HookName) {
    head = Array("#!/bin/sh\n\(HookFile.mark(name))\n".utf8)
    lines = ([HookBlock.begin] + HookFile.call(name) + [HookBlock.end]).joined(separator: "\n")
  }

  /// Whether the file holds exactly these lines; nil where it holds none of ours.
  func isCurrent(in bytes: [UInt8]) -> Bool? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains(HookBlock.begin) else { return nil }
    return text.contains(lines)
  }

  /// The file with the lines at its end; nil is none yet.
  func added(to bytes: [UInt8]?) -> [UInt8] {
    let bytes = bytes ?? head
    // A file without an end of its last line gets none, so that taking the lines out restores it.
    guard let last = bytes.last, last != UInt8(ascii: "\n") else {
      return bytes + Array((lines + "\n").utf8)
    }
    return bytes + Array(("\n" + lines).utf8)
  }

  /// Whether nothing is left of a file but what ours began it with.
  func isHead(_ bytes: [UInt8]) -> Bool { bytes == head }

  /// The file without the lines; nil where it holds none, or they were changed.
  func removed(from bytes: [UInt8]) -> [UInt8]? {
    for text in [lines + "\n", "\n" + lines] {
      let wanted = Array(text.utf8)
      guard wanted.count <= bytes.count else { continue }
      for start in 0...(bytes.count - wanted.count)
      where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
        return Array(bytes[..<start] + bytes[(start + wanted.count)...])
      }
    }
    return nil
  }
}
