import AgentModel
import Git

/// Values made up for a test, without a parser.
enum MadeUp {
  static func path(_ text: String) -> RepoPath {
    guard let path = RepoPath(text) else { preconditionFailure("BUG: no path: \(text)") }
    return path
  }

  static func text(_ text: String, quoted: Bool = false) -> YAMLValue {
    .scalar(text, quoted: quoted)
  }

  static func list(_ texts: String...) -> YAMLValue {
    .sequence(texts.map { item(.scalar($0, quoted: false)) })
  }

  static func map(_ pairs: KeyValuePairs<String, YAMLValue>) -> YAMLValue {
    .mapping(pairs.map { pair($0.key, $0.value) })
  }

  static func item(_ value: YAMLValue) -> YAMLItem {
    YAMLItem(value: value, line: 2, column: 1)
  }

  static func pair(_ key: String, _ value: YAMLValue) -> YAMLPair {
    YAMLPair(key: key, line: 2, column: 1, item: item(value))
  }

  /// An agent without references; its metadata come from the front matter.
  static func agent(
    id: String = "ada",
    at document: String = "agents/core/ada.md",
    category: [String] = ["core"],
    name: String = "ada",
    title: String? = nil,
    _ frontMatter: KeyValuePairs<String, YAMLValue> = [:],
    body: String = "# Ada\n"
  ) -> Agent {
    agent(
      id: id,
      at: document,
      category: category,
      name: name,
      title: title,
      pairs: frontMatter.map { pair($0.key, $0.value) },
      body: body
    )
  }

  static func agent(
    id: String = "ada",
    at document: String = "agents/core/ada.md",
    category: [String] = ["core"],
    name: String = "ada",
    title: String? = nil,
    pairs: [YAMLPair],
    body: String
  ) -> Agent {
    func sourced(_ key: String) -> Sourced<String>? {
      pairs.first { $0.key == key }?.item.value.text.map { Sourced($0, .frontMatter, line: 2) }
    }
    return Agent(
      id: id,
      file: AgentFile(
        document: path(document),
        root: path("agents"),
        wildcards: [],
        folder: nil,
        category: category,
        name: name
      ),
      blobID: .zero,
      document: Document(
        bytes: Array(body.utf8),
        frontMatter: FrontMatter(pairs: pairs, range: 0..<0),
        bodyStart: 0,
        headings: [],
        labels: [],
        purpose: nil,
        references: [],
        findings: []
      ),
      metadata: Metadata(
        name: sourced("name"),
        title: title.map { Sourced($0, .title, line: 1) },
        description: sourced("description"),
        fields: []
      )
    )
  }
}

/// A tree in which nothing stands.
struct EmptyTree: TreeView {
  func entry(at path: RepoPath) -> TreeItem? { nil }
  func document(at path: RepoPath) -> Document? { nil }
}
