/// A stretch of an index file that moves along with whoever reads it; offsets are those of the file.
///
/// An index of 100,000 entries has ten megabytes. To read all of it into fresh memory costs several
/// times as much as to read it through a small piece of memory; and it isn't mapped, because whoever
/// cuts it short meanwhile would end the process.
package struct IndexWindow: ~Copyable {
  package let file: IndexFile

  private var buffer: UnsafeMutableRawBufferPointer
  /// What of the file stands in the buffer.
  private var range = 0..<0

  package init(_ file: IndexFile) {
    self.file = file
    buffer = .allocate(byteCount: 256 << 10, alignment: 8)
  }

  deinit {
    buffer.deallocate()
  }

  /// Makes sure that this stretch can be looked at, as far as the file goes.
  ///
  /// - Throws: `.system`; `.corrupt` where the file became shorter.
  @inline(__always)
  package mutating func load(_ wanted: Range<Int>) throws(GitError) {
    if wanted.lowerBound >= range.lowerBound, min(wanted.upperBound, file.size) <= range.upperBound
    {
      return
    }
    try move(to: wanted)
  }

  private mutating func move(to wanted: Range<Int>) throws(GitError) {
    let start = wanted.lowerBound
    if wanted.count > buffer.count {
      buffer.deallocate()
      buffer = .allocate(byteCount: wanted.count, alignment: 8)
      range = 0..<0
    }
    var end = start
    if range.contains(start) {
      let kept = (start - range.lowerBound)..<range.count
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[kept]))
      end = range.upperBound
    }
    let stop = max(end, min(start + buffer.count, file.size))
    range = 0..<0
    try file.read(
      UnsafeMutableRawBufferPointer(rebasing: buffer[(end - start)..<(stop - start)]),
      from: end
    )
    range = start..<stop
  }

  /// A byte that was loaded.
  package subscript(offset: Int) -> UInt8 { buffer[offset - range.lowerBound] }

  /// Bytes that were loaded; they hold until the next `load`.
  package subscript(wanted: Range<Int>) -> UnsafeRawBufferPointer {
    let start = range.lowerBound
    return UnsafeRawBufferPointer(
      rebasing: buffer[(wanted.lowerBound - start)..<(wanted.upperBound - start)]
    )
  }

  /// Four loaded bytes as the number that they are.
  package func number(at offset: Int) -> UInt32 {
    UInt32(
      bigEndian: UnsafeRawBufferPointer(buffer).loadUnaligned(
        fromByteOffset: offset - range.lowerBound,
        as: UInt32.self
      )
    )
  }

  /// Where the first loaded NUL of a stretch stands; nil where there is none.
  func zero(in wanted: Range<Int>) -> Int? {
    self[wanted].firstIndex(of: 0).map { $0 + wanted.lowerBound }
  }

  /// The error for bytes that are no index.
  func malformed(_ reason: String) -> GitError { file.malformed(reason) }
}
