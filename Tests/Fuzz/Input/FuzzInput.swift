/// An input of the fuzzer: three versions of a text, with a NUL between them.
package struct FuzzInput {
  /// Base, ours and theirs; what is not there is empty, and all behind the second NUL is theirs.
  package var texts: [[UInt8]]

  /// Takes an input apart.
  package init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    texts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      .map { Array($0) }
    while texts.count < 3 { texts.append([]) }
  }

  /// The input's bytes.
  package var bytes: [UInt8] { Array(texts.joined(separator: [0])) }
}
