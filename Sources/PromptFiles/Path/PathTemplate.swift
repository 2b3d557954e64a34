package import AgentModel

/// Checks a path template of the configuration, and throws what is wrong with it.
///
/// A template is relative, has `{id}` or `{name}` in it and ends the way VS Code wants its kind to end:
/// `.prompt.md`; `.agent.md`, or `.md` straight in a folder named `agents`; `/SKILL.md` in a folder named
/// after the agent. Folders that other tools obey (`.git*`, `.vscode`, workflows, hooks, development
/// containers) are closed; any other may be chosen.
///
/// - Throws: `configBadPath` for a template of the wrong form, `outputNotAllowed` for a closed folder.
package func checkPathTemplate(_ template: String, target: Target) throws(Problem) {
  _ = try PathTemplate(checking: template, target: target)
}

/// A path template taken apart.
struct PathTemplate {
  enum Piece: Hashable {
    case literal(String)
    case id
    case category
    case name
  }

  let pieces: [Piece]

  /// Takes a template apart without judging it; nil where a brace is stray or holds another word.
  init?(_ template: String) {
    let bytes = Array(template.utf8)
    let open = UInt8(ascii: "{")
    let close = UInt8(ascii: "}")
    var pieces: [Piece] = []
    var index = 0
    while index < bytes.count {
      let end = bytes[index...].firstIndex { $0 == open || $0 == close } ?? bytes.count
      if end > index {
        pieces.append(.literal(String(decoding: bytes[index..<end], as: UTF8.self)))
      }
      guard end < bytes.count else { break }
      guard bytes[end] == open, let last = bytes[end...].firstIndex(of: close) else { return nil }
      switch String(decoding: bytes[(end + 1)..<last], as: UTF8.self) {
      case "id": pieces.append(.id)
      case "category": pieces.append(.category)
      case "name": pieces.append(.name)
      default: return nil
      }
      index = last + 1
    }
    self.pieces = pieces
  }

  /// Takes a template apart, and throws what is wrong with it for a target.
  init(checking template: String, target: Target) throws(Problem) {
    guard let taken = PathTemplate(template) else {
      throw .badTemplate(template, target, "only {id}, {category} and {name} may stand in braces")
    }
    self = taken
    if let flaw = Self.flaw(in: template) { throw .badTemplate(template, target, flaw) }
    guard pieces.contains(.id) || pieces.contains(.name) else {
      throw .badTemplate(template, target, "it needs {id} or {name} to tell agents apart")
    }
    if let flaw = Self.wrongEnd(of: template, for: target) {
      throw .badTemplate(template, target, flaw)
    }
    // `x` stands for what the braces will hold; each filled path is judged again.
    let sample = pieces.map { piece in
      if case .literal(let text) = piece { text } else { "x" }
    }
    if let reason = refusal(ofPath: sample.joined()) {
      throw .closedTemplate(template, target, reason)
    }
  }

  private static func flaw(in template: String) -> String? {
    if template.isEmpty { return "it is empty" }
    if template.utf8.first == UInt8(ascii: "/") { return "it is absolute" }
    if template.utf8.contains(UInt8(ascii: "\\")) { return "folders are separated by '/'" }
    if template.utf8.contains(UInt8(ascii: ":")) { return "it has a ':' in it" }
    if template.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      return "it has a control character in it"
    }
    for component in template.split(separator: "/", omittingEmptySubsequences: false) {
      if component.isEmpty { return "it has an empty folder name in it" }
      if component == "." || component == ".." { return "it has '\(component)' in it" }
    }
    return nil
  }

  private static func wrongEnd(of template: String, for target: Target) -> String? {
    let components = template.split(separator: "/")
    let folder = components.dropLast().last
    switch target {
    case .prompt:
      return template.hasSuffix(".prompt.md") ? nil : "a prompt's path ends in '.prompt.md'"
    case .agent:
      let isPlainInAgents = folder == "agents" && template.hasSuffix(".md")
      return template.hasSuffix(".agent.md") || isPlainInAgents
        ? nil : "an agent's path ends in '.agent.md', or in '.md' in a folder named 'agents'"
    case .skill:
      guard components.last == "SKILL.md", let folder else {
        return "a skill's path ends in '/SKILL.md'"
      }
      return folder.contains("{id}") || folder.contains("{name}")
        ? nil : "the folder of SKILL.md is the skill's name: it needs {id} or {name}"
    }
  }
}

extension Problem {
  fileprivate static func badTemplate(
    _ template: String,
    _ target: Target,
    _ flaw: String
  ) -> Problem {
    Problem(
      .configBadPath,
      "cannot use path '\(printable(template))' for target '\(target.rawValue)': \(flaw)",
      hint: "a path is relative to the repository, as in '\(target.defaultPath)'"
    )
  }

  fileprivate static func closedTemplate(
    _ template: String,
    _ target: Target,
    _ reason: String
  ) -> Problem {
    Problem(
      .outputNotAllowed,
      "cannot use path '\(printable(template))' for target '\(target.rawValue)': \(reason)",
      hint: "choose another folder, as in '\(target.defaultPath)'"
    )
  }
}
