package import AgentModel

package import struct Git.RepoPath

/// What a team lets a file gain: read where the change begins, never from the change itself.
package struct PowerPolicy: Hashable, Sendable {
  /// One line of the policy.
  package struct Allowance: Hashable, Sendable {
    /// The agent's id or name, or the file's path.
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

  /// The grants that a file may gain.
  func allowed(for file: RuleFile) -> Set<Grant> {
    var grants: Set<Grant> = []
    for allowance in allowances
    where [file.stem, file.displayName, file.path.string].contains(allowance.subject) {
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
///   - policy: What is allowed.
/// - Returns: A `power.` problem for each gain, an error; sorted by place.
package func powerGained(
  from base: RuleContext,
  to head: RuleContext,
  formerPaths: [RepoPath: RepoPath] = [:],
  allowing policy: PowerPolicy
) -> [Problem] {
  var former: [RepoPath: RuleFile] = [:]
  for file in base.files { former[file.path] = file }
  var problems: [Problem] = []
  for file in head.files {
    let known = former[formerPaths[file.path] ?? file.path]
    let before = known.map { GrantsOfFile($0, in: base).grants } ?? []
    let gained = GrantsOfFile(file, in: head).grants
      .beyond(before.union(policy.allowed(for: file)))
    for grant in gained {
      problems.append(.gained(grant, file, isNew: known == nil))
    }
  }
  return problems.sorted { first, second in
    let one = first.place?.path
    if let one, let two = second.place?.path, one != two { return one < two }
    return (first.place?.line ?? 0, first.message) < (second.place?.line ?? 0, second.message)
  }
}

extension Problem {
  fileprivate static func gained(_ grant: Grant, _ file: RuleFile, isNew: Bool) -> Problem {
    Problem(
      grant.code,
      at: file.place(of: grant),
      isNew
        ? "the new file brings \(grant.words)"
        : "'\(file.displayName)' gains \(grant.words)",
      hint: grant.cure(for: file)
    )
  }
}

extension Grant {
  /// The code of a problem about it.
  fileprivate var code: Problem.Code {
    switch self {
    case .allTools, .tool: .powerTools
    case .program: .powerProgram
    case .server: .powerServer
    case .sentHandoff: .powerSentHandoff
    case .allSubagents, .subagent, .hiddenSubagent: .powerSubagents
    case .applies: .powerApplies
    case .setting: .powerSetting
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
      case .server: ["mcp-servers", "mcpServers"]
      case .sentHandoff: ["handoffs"]
      case .allSubagents, .subagent: ["agents"]
      case .hiddenSubagent: ["user-invocable"]
      case .applies: ["applyTo", "paths"]
      case .setting: []
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
