/// The 1-based line on which the first merge conflict of a text begins; nil where there is none.
///
/// A conflict is git's three markers in their order, each at the start of a line.
package func firstConflictMarker(in bytes: [UInt8]) -> Int? {
  var markers = ConflictMarkers()
  var start = 0
  var line = 1
  while start < bytes.count, markers.line == nil {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    markers.see(bytes, start..<end, line: line)
    start = end + 1
    line += 1
  }
  return markers.line
}
