import AgentModel
import Testing

/// Columns in lines of any length.
struct LongLineTests {
  @Test(arguments: [100, 8_191, 8_193, 40_000])
  func `a column is the number of characters before it, however long the line`(length: Int) {
    let line = String(repeating: "aé漢😀", count: length / 10)
    let bytes = Array("first\n\(line)\n\(line)\nlast".utf8)
    let index = LineIndex(bytes)
    var start = 6
    for number in [2, 3] {
      var offset = start
      for (column, character) in line.enumerated() {
        if column % 997 < 5 {
          #expect(index.column(of: offset) == column + 1)
          #expect(index.line(of: offset) == number)
        }
        offset += String(character).utf8.count
      }
      #expect(index.column(of: offset) == line.count + 1)
      start = offset + 1
    }
    #expect(index.column(of: bytes.count + 10) == 5)
  }
}
