/// Lines of ours in a hook file that belongs to somebody else, as husky's.
struct HookBlock {
  private let lines: String

  private static let begin = "# >>> git-agentsync >>>"
  private static let end = "# <<< git-agentsync <<<"

  init(_ name: HookName) {
    lines = """
      \(HookBlock.begin)
      if command -v git-agentsync-hook > /dev/null; then git-agentsync-hook \(name.rawValue) "$@"; else
        echo "git-agentsync: \(name.rawValue) did nothing: git-agentsync-hook is missing; install it" >&2
      fi
      \(HookBlock.end)
      """
  }

  /// Whether the file holds exactly these lines; nil where it holds none of ours.
  func isCurrent(in bytes: [UInt8]) -> Bool? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains(HookBlock.begin) else { return nil }
    return text.contains(lines)
  }

  /// The file with the lines at its end.
  func added(to bytes: [UInt8]) -> [UInt8] {
    // A file without an end of its last line gets none, so that taking the lines out restores it.
    guard let last = bytes.last, last != UInt8(ascii: "\n") else {
      return bytes + Array((lines + "\n").utf8)
    }
    return bytes + Array(("\n" + lines).utf8)
  }

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
