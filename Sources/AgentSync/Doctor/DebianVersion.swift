/// The version of a Debian package, in Debian's order (deb-version(7)).
///
/// Compared here and not by dpkg: a release may run on a system that has none.
struct DebianVersion: Comparable {
  private let epoch: ArraySlice<UInt8>
  private let upstream: ArraySlice<UInt8>
  private let revision: ArraySlice<UInt8>

  init(_ text: String) {
    var rest = Array(text.utf8)[...]
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      epoch = rest[..<colon]
      rest = rest[(colon + 1)...]
    } else {
      epoch = []
    }
    if let dash = rest.lastIndex(of: UInt8(ascii: "-")) {
      upstream = rest[..<dash]
      revision = rest[(dash + 1)...]
    } else {
      upstream = rest
      revision = []
    }
  }

  static func == (left: DebianVersion, right: DebianVersion) -> Bool { order(left, right) == 0 }

  static func < (left: DebianVersion, right: DebianVersion) -> Bool { order(left, right) < 0 }

  private static func order(_ left: DebianVersion, _ right: DebianVersion) -> Int {
    for part in [\DebianVersion.epoch, \.upstream, \.revision] {
      let order = order(left[keyPath: part], right[keyPath: part])
      if order != 0 { return order }
    }
    return 0
  }

  /// Compares text and numbers by turns; negative where `left` comes first.
  private static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    var left = left
    var right = right
    while !left.isEmpty || !right.isEmpty {
      while left.first.map(isDigit) == false || right.first.map(isDigit) == false {
        let difference = rank(left.first) - rank(right.first)
        if difference != 0 { return difference }
        left = left.dropFirst()
        right = right.dropFirst()
      }
      let first = number(&left)
      let second = number(&right)
      if first.count != second.count { return first.count - second.count }
      if let pair = zip(first, second).first(where: { $0 != $1 }) {
        return Int(pair.0) - Int(pair.1)
      }
    }
    return 0
  }

  /// The place of a character among those that are no digits: a tilde before the end, letters first.
  private static func rank(_ byte: UInt8?) -> Int {
    guard let byte, !isDigit(byte) else { return 0 }
    if byte == UInt8(ascii: "~") { return -1 }
    let lowered = byte | 0x20
    return lowered >= UInt8(ascii: "a") && lowered <= UInt8(ascii: "z")
      ? Int(byte) : Int(byte) + 256
  }

  /// Takes the digits off the front; zeros before them count for nothing.
  private static func number(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return digits.drop { $0 == UInt8(ascii: "0") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
