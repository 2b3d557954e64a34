import PromptFiles

/// What VS Code makes of a tool's name behind `#tool:`.
enum BodyTool {
  case known
  /// A name of an older version, with today's.
  case renamed([String])
  /// Of a server or an extension; only the editor knows whether it is there.
  case foreign
  case unknown

  init(_ name: String) {
    if let today = ToolNames.renamed[name] {
      self = .renamed(today)
    } else if name != "*", ToolNames.loose.contains(name) || ToolNames.sets[name] != nil {
      self = .known
    } else if let set = ToolNames.setOfMember[name] {
      self = .renamed(["\(set)/\(name)"])
    } else if let slash = name.firstIndex(of: "/") {
      let member = String(name[name.index(after: slash)...])
      guard let members = ToolNames.sets[String(name[..<slash])] else {
        self = .foreign
        return
      }
      self = members.isEmpty || members.contains(member) ? .known : .unknown
    } else {
      self = .unknown
    }
  }

  /// Today's names; none where nobody here knows it.
  static func names(_ name: String) -> [String] {
    switch BodyTool(name) {
    case .known, .foreign: [name]
    case .renamed(let today): today
    case .unknown: []
    }
  }
}

extension RuleFile {
  /// The names that the header's `tools` switches on, today's; nil where it has none and so leaves all on.
  var enabledTools: Set<String>? {
    guard let tools = header?["tools"] else { return nil }
    let written: [String]
    switch tools.content {
    case .scalar(let text, _): written = toolNames(in: text)
    case .sequence(let items): written = items.compactMap(\.text)
    case .mapping: return nil
    }
    return Set(written + written.flatMap(BodyTool.names))
  }
}
