package import AgentModel

package import struct Git.RepoPath

/// What a team lets a file gain: read where the change begins, never from the change itself.
package struct PowerPolicy: Hashable, Sendable {
  /// One line of the policy.
  package struct Allowance: Hashable, Sendable {
    /// The agent's id, the file's path, or its name without the ending of its kind; never a `name` that the
    /// file gives itself, for any file may.
    package let subject: String
    /// Tools, sets, `server/*`, or `*` for all.
    package let tools: [String]

    package init(subject: String, tools: [String]) {
      self.subject = subject
      self.tools = tools
    }
  }

  package var allowances: [Allowance]

  package init(_ allowances: [Allowance] = []) {
    self.allowances = allowances
  }

  /// The grants that a file may gain; `id` is that of the agent that it is made from.
  func allowed(for file: RuleFile, madeFrom id: String?) -> Set<Grant> {
    var grants: Set<Grant> = []
    for allowance in allowances
    where [file.stem, id, file.path.string].contains(allowance.subject) {
      for tool in allowance.tools { grants.insert(tool == "*" ? .allTools : .tool(tool)) }
    }
    return grants
  }
}

/// Compares what files let a model do before and after a change, and names whatever was gained.
///
/// - Parameters:
///   - base: The files before; what is not there had no power.
///   - head: The files after: as they stand in the tree, whoever owns or wrote them.
///   - formerPaths: Where a file stood before, for those that moved.
///   - agentIDs: The agents that files are made from, by the path of the file.
///   - policy: What is allowed.
/// - Returns: A `power.` problem for each gain, an error; sorted by place.
package func powerGained(
  from base: RuleContext,
  to head: RuleContext,
  formerPaths: [RepoPath: RepoPath] = [:],
  agentIDs: [RepoPath: String] = [:],
  allowing policy: PowerPolicy
) -> [Problem] {
  var former: [RepoPath: RuleFile] = [:]
  for file in base.files { former[file.path] = file }
  var problems: [Problem] = []
  for file in head.files {
    let known = former[formerPaths[file.path] ?? file.path]
    let before = known.map { GrantsOfFile($0, in: base) }
    let after = GrantsOfFile(file, in: head)
    let allowed = policy.allowed(for: file, madeFrom: agentIDs[file.path])
    let gained = (before == nil ? after.grantsOfNew : after.grants)
      .beyond((before?.grants ?? []).union(allowed))
    let lifted = (before?.limits ?? []).lifted(leaving: after.limits, besides: gained)
    // Of what is new itself nobody need be told that its scripts are.
    let scripts = Set(
      after.scripts.filter { use in use.owner.map { !gained.contains($0) } ?? true }.map(\.grant)
    )
    let changed =
      scripts.isEmpty ? [] : scripts.subtracting(before?.scripts.map(\.grant) ?? [])
    let past: Past =
      known != nil ? .read : base.exists(file.path) ? .unread : .missing
    for grant in gained.union(lifted).union(changed) {
      problems.append(.gained(grant, file, past))
    }
  }
  // Settings that are removed hold nothing back any more.
  let places = Set(head.files.map(\.path))
  for file in base.files where file.kind == .settings && !places.contains(file.path) {
    for grant in GrantsOfFile(file, in: base).limits.lifted(leaving: [], besides: []) {
      problems.append(.gained(grant, file, .read))
    }
  }
  return problems.sorted { first, second in
    let one = first.place?.path
    if let one, let two = second.place?.path, one != two { return one < two }
    return (first.place?.line ?? 0, first.message) < (second.place?.line ?? 0, second.message)
  }
}

/// What a file was before a change.
private enum Past {
  case missing
  /// It was there, and VS Code didn't look at it.
  case unread
  case read
}

extension Problem {
  fileprivate static func gained(_ grant: Grant, _ file: RuleFile, _ past: Past) -> Problem {
    let subject =
      switch past {
      case .missing: "the new file brings"
      case .unread: "the file, which VS Code reads from now on, brings"
      case .read: "'\(file.displayName)' gains"
      }
    return Problem(
      grant.code,
      at: file.place(of: grant),
      "\(subject) \(grant.words)",
      hint: grant.cure(for: file)
    )
  }
}

extension Grant {
  /// The code of a problem about it.
  fileprivate var code: Problem.Code {
    switch self {
    case .allTools, .tool, .permission, .lifted(.disallowedTool): .powerTools
    case .program, .script, .task: .powerProgram
    case .server: .powerServer
    case .sentHandoff: .powerSentHandoff
    case .allSubagents, .subagent, .hiddenSubagent, .lifted(.modelInvocation): .powerSubagents
    case .applies: .powerApplies
    case .setting, .unreadable, .lifted(.setting): .powerSetting
    }
  }

  fileprivate func cure(for file: RuleFile) -> String {
    let label = "a maintainer lets one run pass with '--allow-widening'"
    switch self {
    case .allTools:
      return "list the tools that it needs in 'tools', or \(label)"
    case .tool(let name):
      return "remove it; or allow it in .agentsync.yml on the base branch: "
        + "policy: {allow: [{agent: \(file.stem), tools: [\(name)]}]}; or \(label)"
    case .lifted: return "leave it as it was, or \(label)"
    case .script: return "read what it does now; leave it as it was, or \(label)"
    default: return "remove it, or \(label)"
    }
  }
}

extension RuleFile {
  /// The key of the header that a grant stands in; the file's first line where it stands nowhere.
  fileprivate func place(of grant: Grant) -> Problem.Place {
    let keys: [String] =
      switch grant {
      case .allTools, .tool: ["tools", "allowed-tools", "agent"]
      case .program: ["hooks"]
      case .script: ["hooks", "mcp-servers", "mcpServers"]
      case .server: ["mcp-servers", "mcpServers"]
      case .sentHandoff: ["handoffs"]
      case .allSubagents, .subagent: ["agents"]
      case .hiddenSubagent: ["user-invocable"]
      case .permission: ["github"]
      case .applies: ["applyTo", "paths"]
      case .setting: ["permissionMode"]
      case .task, .unreadable, .lifted: []
      }
    let pair = keys.lazy.compactMap { self.header?.pair($0) }.first
    return pair.map { lines.place(of: $0.keyRange.lowerBound, in: path) }
      ?? Problem.Place(path, line: 1)
  }
}

extension Problem.Code {
  /// The codes of power that a change brings.
  package static let powerCodes: [Problem.Code] = [
    .powerTools, .powerProgram, .powerServer, .powerSentHandoff, .powerSubagents, .powerApplies,
    .powerSetting, .powerConfiguration,
  ]
}
