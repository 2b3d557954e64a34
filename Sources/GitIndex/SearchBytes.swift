import Glibc

extension [UInt8] {
  /// The first place of a byte in a range; nil where it isn't there.
  ///
  /// A text is searched many times over, and the system's function takes 32 bytes at a step.
  package func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    withUnsafeBytes { bytes in
      let part = UnsafeRawBufferPointer(rebasing: bytes[range])
      guard let start = part.baseAddress, let found = memchr(start, Int32(byte), part.count) else {
        return nil
      }
      return range.lowerBound + (UnsafeRawPointer(found) - start)
    }
  }

  /// The first place from an offset on where a text begins; nil where it stands nowhere.
  package func firstIndex(of text: StaticString, from start: Int = 0) -> Int? {
    firstIndex(of: text, in: start..<count)
  }

  /// The first place where a text begins that lies in a range as a whole; nil where there is none.
  package func firstIndex(of text: StaticString, in range: Range<Int>) -> Int? {
    let pattern = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    // Small letters, blanks and hyphens are everywhere, so another byte is looked for where there is one.
    let rare = pattern.firstIndex { !isFrequent($0) } ?? 0
    guard let first = pattern.baseAddress, range.count >= pattern.count else { return nil }
    let end = range.upperBound - pattern.count + rare + 1
    return withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return nil }
      var at = range.lowerBound + rare
      while at < end, let found = memchr(start + at, Int32(pattern[rare]), end - at) {
        at = UnsafeRawPointer(found) - start
        if memcmp(start + at - rare, first, pattern.count) == 0 { return at - rare }
        at += 1
      }
      return nil
    }
  }
}

private func isFrequent(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x20, UInt8(ascii: "-"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
  default: false
  }
}
