import struct Git.RepoPath

/// An opening tag of HTML in Markdown, with its attributes.
struct HTMLTag {
  struct Attribute {
    /// In lower case.
    let name: String
    /// nil where none is written.
    let value: String?
  }

  /// UTF-8 offset of `<`.
  let offset: Int
  /// In lower case.
  let name: String
  private(set) var attributes: [Attribute] = []

  /// Longer tags are cut off there, so that a text of nothing but `<a` costs no more than its length.
  private static let limit = 2_000

  /// The opening tags of a range, in the order of the text.
  static func tags(in bytes: [UInt8], _ range: Range<Int>) -> [HTMLTag] {
    var tags: [HTMLTag] = []
    var at = range.lowerBound
    while let start = bytes.firstIndex(of: UInt8(ascii: "<"), in: at..<range.upperBound) {
      at = start + 1
      guard at < range.upperBound, isLetter(bytes[at]) else { continue }
      var reader = Reader(bytes[at..<min(range.upperBound, at + limit)])
      var tag = HTMLTag(offset: start, name: reader.word())
      tag.attributes = reader.attributes()
      tags.append(tag)
      at = max(at, reader.rest.startIndex)
    }
    return tags
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private struct Reader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ rest: ArraySlice<UInt8>) { self.rest = rest }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    /// A name in lower case; empty where none stands here.
    mutating func word() -> String {
      let ends = Array("=\"'<>/`".utf8)
      let word = rest.prefix { !Self.isBlank($0) && !ends.contains($0) }
      rest = rest[word.endIndex...]
      return String(decoding: word, as: UTF8.self).lowercased()
    }

    /// To the tag's end, or to what doesn't belong in a tag.
    mutating func attributes() -> [Attribute] {
      var attributes: [Attribute] = []
      while true {
        rest = rest.drop { Self.isBlank($0) || $0 == UInt8(ascii: "/") }
        let name = word()
        guard !name.isEmpty else { return attributes }
        let behind = rest.drop(while: Self.isBlank)
        guard behind.first == UInt8(ascii: "=") else {
          attributes.append(Attribute(name: name, value: nil))
          continue
        }
        rest = behind.dropFirst().drop(while: Self.isBlank)
        attributes.append(Attribute(name: name, value: value()))
      }
    }

    private mutating func value() -> String {
      var value: ArraySlice<UInt8>
      if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest[value.endIndex...].dropFirst()
      } else {
        value = rest.prefix { !Self.isBlank($0) && $0 != UInt8(ascii: ">") }
        rest = rest[value.endIndex...]
      }
      return String(decoding: value, as: UTF8.self)
    }
  }
}
