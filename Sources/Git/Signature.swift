/// Who wrote or committed something, and when.
///
/// Names are bytes, as everything in a commit; text is what they decode to, with U+FFFD where they
/// are not UTF-8.
package struct Signature: Hashable, Sendable {
  /// The name, without the spaces around it.
  package let nameBytes: [UInt8]
  /// The address, without angle brackets.
  package let emailBytes: [UInt8]
  /// Seconds since 1970 in UTC; 0 where the commit holds no readable date.
  package let seconds: Int64
  /// Minutes that the local clock was ahead of UTC.
  package let offsetMinutes: Int

  package var name: String { String(decoding: nameBytes, as: UTF8.self) }
  package var email: String { String(decoding: emailBytes, as: UTF8.self) }

  package init(name: String, email: String, seconds: Int64, offsetMinutes: Int) {
    nameBytes = Array(name.utf8)
    emailBytes = Array(email.utf8)
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
  }

  /// Reads `name <email> seconds zone` as git does: whatever is missing or odd becomes empty or 0.
  package init(parsing line: some Collection<UInt8>) {
    let line = Array(line)
    guard let open = line.firstIndex(of: UInt8(ascii: "<")),
      let close = line[open...].firstIndex(of: UInt8(ascii: ">")),
      // The date stands behind the last bracket: a broken address may hold some of its own.
      let last = line.lastIndex(of: UInt8(ascii: ">"))
    else {
      self.init(nameBytes: [], emailBytes: [], date: [])
      return
    }
    let name = line[..<open]
    let nameEnd = name.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? 0
    self.init(
      nameBytes: Array(name[..<nameEnd]),
      emailBytes: Array(line[(open + 1)..<close]),
      date: line[(last + 1)...].split(whereSeparator: isSpace)
    )
  }

  private init(nameBytes: [UInt8], emailBytes: [UInt8], date words: [ArraySlice<UInt8>]) {
    self.nameBytes = nameBytes
    self.emailBytes = emailBytes
    // git takes a date without a zone for none at all.
    guard words.count >= 2, let first = words.first, first.allSatisfy(isDigit),
      let seconds = Int64(String(decoding: first, as: UTF8.self)),
      let offset = Signature.offset(words[1])
    else {
      seconds = 0
      offsetMinutes = 0
      return
    }
    self.seconds = seconds
    offsetMinutes = offset
  }

  /// `name <email> seconds zone`, as it stands in a commit, without what git does not allow there.
  package var header: [UInt8] {
    Signature.allowed(nameBytes) + Array(" <".utf8) + Signature.allowed(emailBytes)
      + Array("> \(gitDate)".utf8)
  }

  /// The date for git's environment: without the sign, git takes few seconds for no date.
  var dateVariable: String { "@\(gitDate)" }

  /// `seconds zone`, as git writes it.
  var gitDate: String {
    let offset = min(abs(offsetMinutes), 99 * 60 + 59)
    let zone = String(offset / 60 * 100 + offset % 60)
    let sign = offsetMinutes < 0 ? "-" : "+"
    let zeros = String(repeating: "0", count: max(0, 4 - zone.count))
    return "\(max(0, seconds)) \(sign)\(zeros)\(zone)"
  }

  private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
    guard let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let digit = zone.dropFirst().first, isDigit(digit)
    else { return nil }
    let digits = zone.dropFirst().prefix(while: isDigit)
    guard let number = Int32(String(decoding: digits, as: UTF8.self)) else { return 0 }
    let minutes = Int(number / 100 * 60 + number % 100)
    return sign == UInt8(ascii: "-") ? -minutes : minutes
  }

  // git's "crud": what it takes off both ends of a name, and what it takes out everywhere.
  private static func allowed(_ bytes: [UInt8]) -> [UInt8] {
    let edges = Set(".,:;<>\"\\'".utf8)
    func isCrud(_ byte: UInt8) -> Bool { byte <= 32 || edges.contains(byte) }
    let end = bytes.lastIndex { !isCrud($0) }.map { $0 + 1 } ?? 0
    return bytes[..<end].drop(while: isCrud).filter { byte in
      byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
        && byte != 0
    }
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || (9...13).contains(byte)
}

/// Whether the byte is an ASCII digit.
func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}
