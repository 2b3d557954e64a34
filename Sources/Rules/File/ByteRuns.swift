extension [UInt8] {
  /// The next run of at least so many bytes that pass a test; nil where there is none.
  ///
  /// No such run lies around a byte that doesn't pass, so that most of a text need not be looked at.
  ///
  /// - Parameters:
  ///   - least: How long a run must be, at least 1.
  ///   - start: Where the search begins: no byte right before it belongs to a run.
  ///   - test: Whether a byte belongs to a run.
  /// - Returns: The whole run.
  @inline(__always)
  func run(of least: Int, from start: Int = 0, where test: (UInt8) -> Bool) -> Range<Int>? {
    let text = span
    var start = start
    while start + least <= text.count {
      // Backwards from the last byte that the shortest run would have.
      var at = start + least - 1
      while at >= start, test(text[at]) { at -= 1 }
      guard at >= start else {
        var end = start + least
        while end < text.count, test(text[end]) { end += 1 }
        return start..<end
      }
      start = at + 1
    }
    return nil
  }
}
