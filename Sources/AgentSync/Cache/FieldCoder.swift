/// Writes fields one after the other, each with its length before it.
struct FieldWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ field: some Collection<UInt8>) {
    var count = UInt32(field.count)
    for _ in 0..<4 {
      bytes.append(UInt8(truncatingIfNeeded: count))
      count >>= 8
    }
    bytes += field
  }

  mutating func add(_ text: String) {
    add(Array(text.utf8))
  }

  mutating func add(_ number: Int) {
    add(String(number))
  }

  mutating func add(_ text: String?) {
    add(text == nil ? 0 : 1)
    if let text { add(text) }
  }
}

/// Reads fields back; throws where they are not what was expected.
struct FieldReader {
  struct Damage: Error {}

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  /// What has not been read yet.
  var remainder: [UInt8] { Array(rest) }

  mutating func bytes() throws(Damage) -> ArraySlice<UInt8> {
    guard rest.count >= 4 else { throw Damage() }
    let count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    rest = rest.dropFirst(4)
    guard rest.count >= count else { throw Damage() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func text() throws(Damage) -> String {
    String(decoding: try bytes(), as: UTF8.self)
  }

  /// A number that is not negative: a count, a line.
  mutating func number() throws(Damage) -> Int {
    guard let number = Int(try text()), number >= 0 else { throw Damage() }
    return number
  }

  mutating func optionalText() throws(Damage) -> String? {
    try number() == 0 ? nil : try text()
  }
}
