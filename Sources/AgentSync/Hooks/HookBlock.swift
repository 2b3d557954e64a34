import AgentModel

/// Lines of ours in a hook file that belongs to somebody else, as husky's.
struct HookBlock {
  private let name: HookName
  private let lines: String
  /// What a file begins with that ours was the first to make.
  private let head: [UInt8]

  private static let begin = "# >>> git-agentsync >>>"
  private static let end = "# <<< git-agentsync <<<"

  init(_ name: HookName) {
    self.name = name
    head = Array("#!/bin/sh\n\(HookFile.mark(name))\n".utf8)
    let call = isFirst(name) ? HookFile.callBeforeReaders(name) : HookFile.call(name)
    lines = ([HookBlock.begin] + call + [HookBlock.end]).joined(separator: "\n")
  }

  /// How the lines stand in a file; nil where it holds none of ours.
  func state(in bytes: [UInt8]) throws(Problem) -> HookSetup.Hook.State? {
    guard range(of: HookBlock.begin, in: bytes[...]) != nil else { return nil }
    guard let place = place(in: bytes) else { return .edited }
    let text = String(decoding: bytes[place], as: UTF8.self)
    if text == lines { return .installed }
    return try FormerText.contains(text, name) ? .changed : .edited
  }

  /// The file with the lines: at its end, or in front of whatever reads what git says.
  ///
  /// nil is no file yet.
  func added(to bytes: [UInt8]?) -> [UInt8] {
    let bytes = bytes ?? head
    let start = isFirst(name) ? front(of: bytes) : bytes.count
    // A file without an end of its last line gets none, so that taking the lines out restores it.
    guard start > 0, bytes[start - 1] != UInt8(ascii: "\n") else {
      return bytes[..<start] + Array((lines + "\n").utf8) + bytes[start...]
    }
    return bytes + Array(("\n" + lines).utf8)
  }

  /// Where the script proper begins: behind `#!`, and behind what starts husky's runner, which starts the
  /// script a second time.
  private func front(of bytes: [UInt8]) -> Int {
    var start = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isRunner = range(of: "/husky.sh", in: line) != nil
      let isProgram = line.startIndex == 0 && line.starts(with: "#!".utf8)
      if isRunner || isProgram { start = min(line.endIndex + 1, bytes.count) }
    }
    return start
  }

  /// Whether nothing is left of a file but what ours began it with.
  func isHead(_ bytes: [UInt8]) -> Bool { bytes == head }

  /// The file without the lines, of this version or a former one; nil where it holds none, or they were
  /// changed.
  func removed(from bytes: [UInt8]) throws(Problem) -> [UInt8]? {
    guard let state = try state(in: bytes), state != .edited, var place = place(in: bytes) else {
      return nil
    }
    if place.upperBound < bytes.count, bytes[place.upperBound] == UInt8(ascii: "\n") {
      place = place.lowerBound..<(place.upperBound + 1)
    } else if place.lowerBound > 0 {
      place = (place.lowerBound - 1)..<place.upperBound
    }
    return Array(bytes[..<place.lowerBound] + bytes[place.upperBound...])
  }

  /// Where the lines stand, from the first mark to the second.
  private func place(in bytes: [UInt8]) -> Range<Int>? {
    guard let begin = range(of: HookBlock.begin, in: bytes[...]),
      let end = range(of: HookBlock.end, in: bytes[begin.upperBound...])
    else { return nil }
    return begin.lowerBound..<end.upperBound
  }

  private func range(of text: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let wanted = Array(text.utf8)
    guard wanted.count <= bytes.count else { return nil }
    for start in bytes.startIndex...(bytes.endIndex - wanted.count)
    where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
      return start..<(start + wanted.count)
    }
    return nil
  }
}

/// Whether the lines have to be the first: other lines may read what git says, and leave nothing of it.
private func isFirst(_ name: HookName) -> Bool { name == .prePush }
