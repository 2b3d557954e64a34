import AgentModel
import Git
import PromptFiles

/// The tool's block in `.gitattributes`: between two marks, so that a person's own lines stay theirs.
package enum AttributesBlock {
  private static let opening =
    "# >>> git agentsync: kept by the tool, put your own lines outside >>>"
  private static let closing = "# <<< git agentsync <<<"

  static let path: RepoPath = {
    guard let path = RepoPath(".gitattributes") else {
      preconditionFailure("BUG: a plain name is a valid path")
    }
    return path
  }()

  /// The lines of the block in a file, without its marks; nil where there is none.
  static func block(in bytes: [UInt8]) -> [String]? {
    let lines = TextLines.split(OutputText(bytes).content).map {
      String(decoding: $0.dropLast(), as: UTF8.self)
    }
    guard let start = lines.firstIndex(of: opening),
      let end = lines[start...].firstIndex(of: closing)
    else { return nil }
    return Array(lines[(start + 1)..<end])
  }

  /// The file with the block as `config` asks for; the rest byte for byte, in the file's line endings.
  ///
  /// `bytes` is the present file; nil where there is none.
  package static func updated(_ bytes: [UInt8]?, for config: Config) -> [UInt8] {
    let text = OutputText(bytes ?? [])
    let block = lines(for: config)
    var lines = TextLines.split(text.content).map {
      String(decoding: $0.dropLast(), as: UTF8.self)
    }
    // Bytes that are not UTF-8 would not come back as they were.
    guard String(validating: text.content, as: UTF8.self) != nil else { return bytes ?? [] }
    let start = lines.firstIndex(of: opening)
    let end = start.flatMap { lines[$0...].firstIndex(of: closing) }
    if let start, let end {
      lines.replaceSubrange(start...end, with: block)
    } else {
      if let last = lines.last, !last.isEmpty { lines.append("") }
      lines += block
    }
    let content = Array((lines.joined(separator: "\n") + "\n").utf8)
    let shape = OutputText.Shape(
      hasByteOrderMark: text.shape.hasByteOrderMark,
      usesCRLF: text.shape.usesCRLF,
      endsInNewline: true
    )
    return OutputText.bytes(of: content, in: shape)
  }

  private static func lines(for config: Config) -> [String] {
    let driver = "merge=\(DriverRegistration.name)"
    var lines = [opening]
    for root in config.rules.roots {
      // A root may be a folder, or a document itself.
      let pattern = root == "." ? "**/*.md" : root.hasSuffix(".md") ? root : root + "/**/*.md"
      lines.append("\(quoted(pattern)) \(driver)")
    }
    for settings in config.targets {
      lines.append("\(quoted(pattern(of: settings.path))) linguist-generated \(driver)")
    }
    lines.append(".agentsync/** linguist-generated")
    lines.append(".agentsync/pristine/** merge=union linguist-generated")
    lines.append(closing)
    return lines
  }

  /// The paths that a template can give, as a pattern of gitattributes(5).
  private static func pattern(of template: String) -> String {
    template
      .replacing("{category}", with: "**")
      .replacing("{id}", with: "*")
      .replacing("{name}", with: "*")
  }

  private static func quoted(_ pattern: String) -> String {
    guard pattern.contains(where: { $0 == " " || $0 == "\"" || $0 == "\\" }) else { return pattern }
    let escaped = pattern.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}
