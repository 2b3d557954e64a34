import Git
import TestSupport
import Testing

struct ObjectIDTests {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `bytes and digits lead back to the same id`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let bytes = (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }
    let id = try #require(ObjectID(raw: bytes))
    #expect(id.raw == bytes)
    #expect(ObjectID(hex: id.hex) == id)
    #expect(ObjectID(hex: id.hex.uppercased()) == id)
    let other = (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }
    let next = try #require(ObjectID(raw: other))
    #expect((id < next) == bytes.lexicographicallyPrecedes(other))
  }

  @Test func `anything but forty digits is no id`() {
    for text in ["", "12", String(repeating: "g", count: 40), String(repeating: "1", count: 41)] {
      #expect(ObjectID(hex: text) == nil)
    }
    #expect(ObjectID(raw: [1, 2, 3]) == nil)
  }
}
