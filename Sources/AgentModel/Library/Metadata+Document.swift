extension Metadata {
  /// Reads what a document says of itself: front matter first, then title, labels and purpose.
  package init(of document: Document) {
    let frontMatter = document.frontMatter
    func written(_ key: String) -> Sourced<String>? {
      guard let item = frontMatter?[key], let text = item.value.text else { return nil }
      return Sourced(text, .frontMatter, line: item.line)
    }
    let labels = document.labels.map { (Metadata.fieldName($0.name), $0) }
    let heading = document.headings.first { !$0.text.isEmpty }
    let label = labels.first { $0.0 == "description" }?.1
    self.init(
      name: written("name"),
      title: written("title") ?? heading.map { Sourced($0.text, .title, line: $0.line) },
      description: written("description")
        ?? label.map { Sourced($0.value, .label, line: $0.line) } ?? document.purpose,
      fields: Metadata.fields(frontMatter, labels)
    )
  }

  /// Keys that say what the agent is to VS Code rather than something about it.
  private static let structuralKeys: Set = ["id", "name", "title", "description"]

  private static func fields(
    _ frontMatter: FrontMatter?,
    _ labels: [(String, Document.Label)]
  ) -> [Field] {
    var fields: [Field] = []
    var names = structuralKeys
    for pair in frontMatter?.pairs ?? [] {
      guard let text = pair.item.value.text, names.insert(fieldName(pair.key)).inserted else {
        continue
      }
      let value = Sourced(text, .frontMatter, line: pair.item.line)
      fields.append(Field(name: fieldName(pair.key), value: value))
    }
    for (name, label) in labels where names.insert(name).inserted {
      fields.append(Field(name: name, value: Sourced(label.value, .label, line: label.line)))
    }
    return fields
  }

  /// `Last Updated` becomes `last-updated`.
  private static func fieldName(_ label: String) -> String {
    label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "-")
  }
}
