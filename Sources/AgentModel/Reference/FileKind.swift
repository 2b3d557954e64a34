/// What the end of a path's name says of a file.
enum FileKind {
  case markdown
  /// Text or data that people write and an agent reads.
  case document
  case other

  private static let markdownNames: Set = ["md", "markdown", "mdc", "mdx"]
  private static let documentNames: Set = [
    "txt", "json", "jsonc", "yaml", "yml", "toml", "csv", "tsv", "xml", "html", "prompt",
  ]

  init(_ path: some Collection<UInt8>) {
    let text = String(decoding: path, as: UTF8.self)
    let name = text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let ending = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
    if FileKind.markdownNames.contains(ending) {
      self = .markdown
    } else {
      self = FileKind.documentNames.contains(ending) ? .document : .other
    }
  }
}
