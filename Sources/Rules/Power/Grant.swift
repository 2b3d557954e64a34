/// Something that a file lets a model do, or lets happen without a person.
package enum Grant: Hashable, Sendable {
  /// Every tool there is, the unknown ones of servers and extensions included: `tools` is missing or `*`.
  case allTools
  /// A tool, a set of tools, or a server's tools (`server/*`), by today's name; one that is limited to some
  /// arguments with these in parentheses.
  case tool(String)
  /// A program that runs at an event.
  case program(event: String, command: String)
  /// A script of the repository that something runs, as its bytes are; who runs it, in words behind its name.
  case script(path: String, content: String, use: String?)
  /// A task that a person may start, or that starts as soon as the folder is open.
  case task(definition: String, isAutomatic: Bool)
  /// A server of tools, and how it is started or reached.
  case server(name: String, definition: String)
  /// A handoff that is sent without a person pressing a key.
  case sentHandoff(agent: String, prompt: String)
  /// Any agent may be started as a subagent; one by name.
  case allSubagents
  case subagent(String)
  /// The text is put into every request about files that match.
  case applies(glob: String)
  /// Other agents may start this one though no person sees it in the list.
  case hiddenSubagent
  /// A setting that lets things happen unasked, with its value as JSON.
  case setting(key: String, value: String)
  /// A file of settings, hooks or servers that is no JSON; VS Code takes what it can of it.
  case unreadable(text: String)
  /// What GitHub's agent may do in the repository: `contents`, `write`.
  case permission(scope: String, level: String)
  /// What kept something from happening is gone.
  case lifted(Limit)

  /// What people call it.
  package var words: String {
    switch self {
    case .allTools: "all tools"
    case .tool(let name): "the tool '\(name)'"
    case .program(let event, let command):
      "running '\(safeExcerpt(command, limit: 200))' at '\(event)'"
    case .script(let path, _, let use?):
      "the script '\(safeExcerpt(path, limit: 120))' as it is now, which \(use) runs"
    case .script(let path, _, nil): "the script '\(safeExcerpt(path, limit: 120))' as it is now"
    case .task(let definition, let isAutomatic):
      "\(isAutomatic ? "a task that runs as soon as the folder is open" : "a task"): "
        + safeExcerpt(definition, limit: 200)
    case .server(let name, _): "the server '\(name)'"
    case .sentHandoff(let agent, _): "a handoff to '\(agent)' that sends itself"
    case .allSubagents: "starting any agent"
    case .subagent(let name): "starting the agent '\(name)'"
    case .applies(let glob): "being applied to '\(glob)'"
    case .hiddenSubagent: "being started by agents while hidden from people"
    case .setting(let key, let value): "the setting '\(key)': \(safeExcerpt(value, limit: 200))"
    case .unreadable: "text that can't be read as JSON, of which VS Code takes what it can"
    case .permission(let scope, let level): "the permission '\(scope): \(level)'"
    case .lifted(let limit): limit.words
    }
  }

  /// Whether having this is having the other.
  func covers(_ other: Grant) -> Bool {
    if self == other { return true }
    return switch (self, other) {
    case (.allTools, .tool): true
    case (.allSubagents, .subagent): true
    case (.tool(let mine), .tool(let theirs)): Grant.tool(mine, covers: theirs)
    case (.applies(let mine), .applies): mine == "**"
    case (.task(let mine, true), .task(let theirs, false)): mine == theirs
    case (.permission(let mine, "write"), .permission(let theirs, _)): mine == theirs
    // What asks for nothing at all asks for less than any other mode does.
    case (.setting(let mine, "\"bypassPermissions\""), .setting(let theirs, _)):
      mine == theirs && mine.lowercased().hasSuffix("mode")
    default: false
    }
  }

  private static func tool(_ mine: String, covers theirs: String) -> Bool {
    if mine == theirs { return true }
    let (one, two) = (LimitedTool(mine), LimitedTool(theirs))
    guard let arguments = one.arguments else {
      if one.name == two.name { return true }
      let owner = one.name.hasSuffix("/*") ? String(one.name.dropLast(2)) : one.name
      return !owner.contains("/") && two.name.hasPrefix(owner + "/")
    }
    guard one.name == two.name, let others = two.arguments else { return false }
    return LimitedTool.arguments(arguments, cover: others)
  }
}

/// A tool's name, and what stands behind it in parentheses: `execute(git status:*)`.
struct LimitedTool {
  let name: String
  /// nil where the tool is not limited.
  let arguments: String?

  init(_ written: String) {
    guard written.hasSuffix(")"), let open = written.firstIndex(of: "(") else {
      (name, arguments) = (written, nil)
      return
    }
    name = String(written[..<open])
    let inner = String(written[written.index(after: open)...].dropLast())
    // A limit that lets everything through is none.
    arguments = ["", "*", ":*", "**"].contains(inner) ? nil : inner
  }

  /// Whether commands of one pattern are commands of another: `git:*` has `git status:*` in it.
  static func arguments(_ mine: String, cover theirs: String) -> Bool {
    if mine == theirs { return true }
    guard mine.hasSuffix(":*") else { return false }
    let start = String(mine.dropLast(2))
    let plain = theirs.hasSuffix(":*") ? String(theirs.dropLast(2)) : theirs
    // What a shell would take for another command is no part of the first.
    let isOneCommand = plain.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: " -_./:=@".utf8.contains(byte)
      }
    }
    return !start.isEmpty && isOneCommand && (plain == start || plain.hasPrefix(start + " "))
  }
}

extension Set<Grant> {
  /// What of these the others don't have already.
  func beyond(_ others: Set<Grant>) -> Set<Grant> {
    filter { grant in !others.contains(grant) && !others.contains { $0.covers(grant) } }
  }
}
