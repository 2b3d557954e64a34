/// Something that a file lets a model do, or lets happen without a person.
package enum Grant: Hashable, Sendable {
  /// Every tool there is, the unknown ones of servers and extensions included: `tools` is missing or `*`.
  case allTools
  /// A tool, a set of tools, or a server's tools (`server/*`), by today's name.
  case tool(String)
  /// A program that runs at an event.
  case program(event: String, command: String)
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

  /// What people call it.
  package var words: String {
    switch self {
    case .allTools: "all tools"
    case .tool(let name): "the tool '\(name)'"
    case .program(let event, let command): "running '\(command)' at '\(event)'"
    case .server(let name, _): "the server '\(name)'"
    case .sentHandoff(let agent, _): "a handoff to '\(agent)' that sends itself"
    case .allSubagents: "starting any agent"
    case .subagent(let name): "starting the agent '\(name)'"
    case .applies(let glob): "being applied to '\(glob)'"
    case .hiddenSubagent: "being started by agents while hidden from people"
    case .setting(let key, let value): "the setting '\(key)': \(value)"
    }
  }

  /// Whether having this is having the other.
  func covers(_ other: Grant) -> Bool {
    switch (self, other) {
    case (.allTools, .tool): true
    case (.allSubagents, .subagent): true
    case (.tool(let mine), .tool(let theirs)): Grant.tool(mine, covers: theirs)
    case (.applies(let mine), .applies): mine == "**"
    default: self == other
    }
  }

  private static func tool(_ mine: String, covers theirs: String) -> Bool {
    if mine == theirs { return true }
    let owner = mine.hasSuffix("/*") ? String(mine.dropLast(2)) : mine
    return !owner.contains("/") && theirs.hasPrefix(owner + "/")
  }
}

extension Set<Grant> {
  /// What of these the others don't have already.
  func beyond(_ others: Set<Grant>) -> Set<Grant> {
    filter { grant in !others.contains { $0.covers(grant) } }
  }
}
