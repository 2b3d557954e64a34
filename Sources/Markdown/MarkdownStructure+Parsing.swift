internal import CMarkdown

extension MarkdownStructure {
  /// A text that would take too long to read.
  package struct TooIntricate: Error, Hashable, Sendable {}

  /// The most steps beyond a scan of its bytes that one text may cost md4c: about 50 ms.
  static let maximumWork = 1 << 27
  /// The most bytes of targets and titles that md4c may copy for one text: about 50 ms.
  static let maximumCopied = 1 << 24

  /// Takes a Markdown text apart that begins at `start` and goes to the end of `bytes`.
  ///
  /// Offsets in the result count from the start of `bytes`.
  ///
  /// - Throws: `TooIntricate` for texts made to take long: an honest one of 1 MiB is far from it.
  package init(of bytes: [UInt8], from start: Int = 0) throws(TooIntricate) {
    let source = Source(bytes: bytes, start: min(max(0, start), bytes.count))
    guard source.end < Int(UInt32.max), Intricacy(of: source).work <= MarkdownStructure.maximumWork
    else { throw TooIntricate() }
    var collected = cmarkdown_events()
    defer { cmarkdown_free(&collected) }
    let result = bytes.withUnsafeBytes { buffer in
      let text = buffer.baseAddress.map { $0 + source.start }
      return cmarkdown_collect(
        text?.assumingMemoryBound(to: CChar.self),
        UInt32(source.end - source.start),
        UInt64(MarkdownStructure.maximumCopied),
        &collected
      )
    }
    guard result == 0 else { throw TooIntricate() }
    let events = Array(UnsafeBufferPointer(start: collected.events, count: collected.count))
    var builder = StructureBuilder(source: source, events: events)
    self = builder.build()
  }
}
