package import AgentModel

import struct Git.RepoPath

/// The bounds of an output.
package enum OutputLimit {
  /// The most bytes an output may have.
  package static let bytes = 2 * 1_024 * 1_024
  /// The most characters GitHub reads of an agent's body.
  package static let agentBodyCharacters = 30_000
}

/// Makes the output of an agent for one target: the same input gives the same bytes, wherever and whenever.
///
/// The text is UTF-8 with LF, without byte order mark, with one final newline: front matter (left out where
/// it would be empty), a blank line, the body. What there is to say of it is in `findings`; with an error
/// among them the output must not be written. The tree is asked only for what the agent refers to;
/// `nearest` knows the files that a hint may name where a reference leads nowhere.
package func render(
  _ agent: Agent,
  as settings: TargetSettings,
  names: AgentNames,
  tree: any TreeView,
  nearest: () -> NearestPath = { NearestPath(among: []) }
) -> Output {
  let path: RepoPath
  do {
    path = try outputPath(of: agent, for: settings)
  } catch {
    // There is no path to write to; the error keeps the source's from being taken for one.
    return Output(
      agentID: agent.id,
      target: settings.target,
      path: agent.file.document,
      text: [],
      findings: [error]
    )
  }
  var header = HeaderBuilder(HeaderSource(agent: agent, settings: settings), names: names)
  header.addKeys(at: path)
  let body = body(of: agent, mode: settings.body, folder: path.parent, tree: tree)
  var findings = header.findings + body.findings + brokenReferences(in: body, nearest)
  let text = assemble(header.entries, body.bytes, agent: agent, settings: settings)
  if settings.target == .agent {
    let count = scalarCount(body.bytes)
    if count > OutputLimit.agentBodyCharacters { findings.append(.longBody(of: agent, count)) }
    if agent.id.utf8.contains(where: { $0 >= 0x80 }) { findings.append(.notASCII(agent)) }
  }
  if text.count > OutputLimit.bytes, !findings.contains(where: { $0.code == .outputTooBig }) {
    let place = Problem.Place(agent.file.document)
    findings.append(.tooBig(of: agent, budget: OutputLimit.bytes, at: place))
  }
  return Output(
    agentID: agent.id,
    target: settings.target,
    path: path,
    text: text,
    findings: findings.limited(toEachFile: FindingLimit.ofFile)
  )
}

extension HeaderBuilder {
  fileprivate mutating func addKeys(at path: RepoPath) {
    switch settings.target {
    case .prompt: addPromptKeys()
    case .agent: addAgentKeys()
    case .skill: addSkillKeys(at: path)
    }
    checkOverrides()
  }
}

private func body(
  of agent: Agent,
  mode: BodyMode,
  folder: RepoPath?,
  tree: any TreeView
) -> BodyWriter {
  let document = agent.document
  let range = trimmed(document.bodyStart..<document.bytes.count, of: document.bytes)
  var writer = BodyWriter(agent: agent, folder: folder, tree: tree)
  writer.bytes.reserveCapacity(range.count + range.count / 4)
  switch mode {
  case .link:
    writer.write(range, of: document, at: agent.file.document)
  case .inline:
    var inline = InlineWriter(writer, budget: OutputLimit.bytes)
    inline.write(range, of: document, at: agent.file.document)
    writer = inline.body
    while let last = writer.bytes.last, last == 0x20 || last == 0x0A { writer.bytes.removeLast() }
  }
  return writer
}

/// What AgentModel has to say of the references in the documents that went into a body.
///
/// It is asked only where there is something to say.
private func brokenReferences(
  in body: BodyWriter,
  _ nearest: () -> NearestPath
) -> [Problem] {
  let agent = body.agent
  var suspects = body.suspects
  if agent.document.references.count > maximumReferences { suspects.insert(agent.file.document) }
  return suspects.sorted().flatMap { path -> [Problem] in
    let isOwn = path == agent.file.document
    guard let document = isOwn ? agent.document : body.tree.document(at: path) else { return [] }
    return referenceFindings(
      of: document,
      at: path,
      agent: agent.file,
      root: agent.file.root,
      in: body.tree,
      nearest: nearest
    )
  }
}

private func assemble(
  _ entries: [HeaderEntry],
  _ body: [UInt8],
  agent: Agent,
  settings: TargetSettings
) -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(body.count + 1_024)
  if settings.provenance || !entries.isEmpty {
    var writer = HeaderWriter()
    if settings.provenance { writer.comment("agentsync: from \(shown(agent.file.document))") }
    for entry in entries { writer.entry(entry) }
    text += "---\n".utf8
    text += writer.bytes
    text += "---\n".utf8
    if !body.isEmpty { text.append(0x0A) }
  } else if body.starts(with: "---".utf8) {
    // Without a header, a rule in the first line would be taken for the start of one.
    text.append(0x0A)
  }
  text += body
  if text.last != 0x0A { text.append(0x0A) }
  return text
}

/// A path for a comment: bytes that are no UTF-8 are escaped, as are scalars that can't be seen.
private func shown(_ path: RepoPath) -> String {
  guard !path.isUTF8 else { return printable(path.string) }
  return path.bytes.map { byte in
    byte < 0x80
      ? printable(String(Unicode.Scalar(byte)))
      : "\\x" + String(byte, radix: 16, uppercase: true)
  }.joined()
}

extension Problem {
  fileprivate static func longBody(of agent: Agent, _ count: Int) -> Problem {
    Problem(
      .bodyTooLong,
      severity: .warning,
      at: Place(agent.file.document),
      "the body of '\(agent.id)' has \(count) characters: GitHub takes no more than 30000",
      hint: "move parts of it into files that it refers to, with 'body: link'"
    )
  }

  fileprivate static func notASCII(_ agent: Agent) -> Problem {
    Problem(
      .idNotASCII,
      severity: .warning,
      at: Place(agent.file.document),
      "GitHub takes no agent whose file is named '\(printable(agent.id))'",
      hint: "give the agent an 'id' of a-z, 0-9, '.', '_' and '-' in its front matter"
    )
  }
}
