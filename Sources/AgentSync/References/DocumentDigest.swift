import AgentModel

/// What the references of a library need to know of one document, once it is read.
///
/// Thousands of documents are read for them, and none of their texts need be kept.
struct DocumentDigest: Sendable {
  /// Front matter first, then the body, in the order of the text.
  let references: [Reference]
  /// What `#…` may name: the headings' slugs, and the names that tags of HTML give.
  let anchors: Set<String>

  init(_ document: Document) {
    references = document.frontMatterReferences + document.references
    anchors = Set(document.headings.map(\.slug)).union(DocumentDigest.tagNames(in: document.bytes))
  }

  /// Whether a reference's `#…` finds its place; browsers and VS Code don't mind the case.
  func hasSection(_ anchor: String) -> Bool {
    anchor.isEmpty || anchors.contains(anchor) || anchors.contains(anchor.lowercased())
      || DocumentDigest.isLine(anchor)
  }

  /// `L10` and `L10-L20`, which lead to lines.
  private static func isLine(_ anchor: String) -> Bool {
    anchor.first == "L" && anchor.dropFirst().first?.isNumber == true
      && anchor.allSatisfy { $0 == "L" || $0 == "-" || $0.isNumber }
  }

  /// The values of `id="…"` and `name="…"`.
  private static func tagNames(in bytes: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    let equals = UInt8(ascii: "=")
    let quote = UInt8(ascii: "\"")
    var index = 2
    while index + 1 < bytes.count {
      defer { index += 1 }
      guard bytes[index] == equals, bytes[index + 1] == quote else { continue }
      let before = bytes[max(0, index - 4)..<index]
      guard before.suffix(2).elementsEqual("id".utf8) || before.elementsEqual("name".utf8),
        let end = bytes[(index + 2)...].prefix(256).firstIndex(of: quote)
      else { continue }
      names.insert(String(decoding: bytes[(index + 2)..<end], as: UTF8.self))
    }
    return names
  }
}
