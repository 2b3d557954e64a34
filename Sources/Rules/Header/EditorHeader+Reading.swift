extension EditorHeader {
  /// Reads the header at the start of a file; nil where the first line is no `---`.
  ///
  /// Read from disk, a byte order mark hides the header from VS Code (issue 336155 of microsoft/vscode).
  package init?(reading bytes: [UInt8]) {
    let fences = EditorHeader.fences(in: bytes)
    guard let opening = fences.first else { return nil }
    let closing = fences.dropFirst().first
    let range = opening.upperBound..<(closing?.lowerBound ?? bytes.count)
    var reader = EditorReader(bytes, range)
    let root = reader.read()
    let rest = reader.rest()
    self.init(
      range: range,
      isClosed: closing != nil,
      root: root,
      faults: reader.faults,
      dropped: rest.map { $0..<range.upperBound }
    )
  }

  /// Where the body starts: behind the closing line, or at the file's end where there is none.
  func bodyStart(in bytes: [UInt8]) -> Int {
    guard isClosed else { return bytes.count }
    return EditorHeader.lineEnd(in: bytes, from: range.upperBound)
  }

  /// The first line and the next that are three hyphens and white space, line ends included; none where the
  /// first is no such line.
  private static func fences(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start < bytes.count, found.count < 2 {
      let end = lineEnd(in: bytes, from: start)
      if bytes[start..<end].starts(with: "---".utf8), isBlank(bytes[(start + 3)..<end]) {
        found.append(start..<end)
      } else if found.isEmpty {
        return []
      }
      start = end
    }
    return found
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0 == "\u{FEFF}"
    }
  }

  /// Behind the line that starts at an offset: LF, CR and CRLF all end one.
  private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int {
    guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return bytes.count
    }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
  }
}
