/// A commit, copied out of the repository.
package struct Commit: Hashable, Sendable {
  package let id: ObjectID
  /// The tree of the whole commit.
  package let treeID: ObjectID
  /// The parents as the commit names them, also where a shallow clone lacks them.
  package let parentIDs: [ObjectID]
  package let author: Signature
  package let committer: Signature
  /// The bytes after the empty line that ends the header; UTF-8 unless `encoding` says otherwise.
  package let message: [UInt8]
  /// The header `encoding`; nil where there is none.
  package let encoding: String?

  /// The first paragraph in one line, as `git log --format=%s` prints it.
  package var subject: String {
    let lines = String(decoding: message, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0.allSatisfy(\.isWhitespace) }
      .prefix { !$0.allSatisfy(\.isWhitespace) }
    return lines.map { line in String(line.drop(while: \.isWhitespace)) }.joined(separator: " ")
  }
}

extension Commit {
  /// Reads the bytes of a commit; nil where git would not take them for one.
  ///
  /// git wants the tree and then the parents; of author and committer, anything will do.
  init?(id: ObjectID, parsing bytes: UnsafeRawBufferPointer) {
    var lines = HeaderLines(rest: bytes[...])
    guard let first = lines.next(), let treeID = first.id(after: "tree ") else { return nil }
    var parentIDs: [ObjectID] = []
    var author: Signature?
    var committer: Signature?
    var encoding: String?
    var mayBeParent = true
    while let line = lines.next() {
      if mayBeParent, line.starts(with: "parent ".utf8) {
        guard let parentID = line.id(after: "parent ") else { return nil }
        parentIDs.append(parentID)
        continue
      }
      mayBeParent = false
      if author == nil, let value = line.value(after: "author ") {
        author = Signature(parsing: value)
      } else if committer == nil, let value = line.value(after: "committer ") {
        committer = Signature(parsing: value)
      } else if encoding == nil, let value = line.value(after: "encoding ") {
        encoding = String(decoding: value, as: UTF8.self)
      }
    }
    self.init(
      id: id,
      treeID: treeID,
      parentIDs: parentIDs,
      author: author ?? Signature(parsing: []),
      committer: committer ?? Signature(parsing: []),
      message: Array(lines.rest),
      encoding: encoding
    )
  }
}

/// The lines before the first empty one.
private struct HeaderLines: IteratorProtocol {
  private(set) var rest: Slice<UnsafeRawBufferPointer>
  private var isOver = false

  init(rest: Slice<UnsafeRawBufferPointer>) {
    self.rest = rest
  }

  mutating func next() -> Slice<UnsafeRawBufferPointer>? {
    guard !isOver, !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    let line = rest[..<end]
    rest = end < rest.endIndex ? rest[(end + 1)...] : rest[end...]
    isOver = line.isEmpty
    return isOver ? nil : line
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate func value(after key: StaticString) -> Slice<UnsafeRawBufferPointer>? {
    let key = UnsafeRawBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    return starts(with: key) ? dropFirst(key.count) : nil
  }

  fileprivate func id(after key: StaticString) -> ObjectID? {
    guard let digits = value(after: key), digits.count == 40 else { return nil }
    return ObjectID(hex: String(decoding: digits, as: UTF8.self))
  }
}
