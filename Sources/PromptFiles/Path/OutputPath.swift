package import AgentModel

package import struct Git.RepoPath

/// Fills a target's path template for an agent.
///
/// `{category}` stands for the folders between library root and agent, joined with `/`; an empty one takes
/// one separator beside it along. A skill's folder is also its name, so there `{id}` and `{name}` are put
/// in lower case, with one `-` for each run of anything but letters and digits.
///
/// - Throws: `outputNotAllowed` where the path would leave the folders a tool may write to;
///   `skillName` and `idNotASCII` where a skill can't bear the name.
package func outputPath(
  of agent: Agent,
  for settings: TargetSettings
) throws(Problem) -> RepoPath {
  guard let template = PathTemplate(settings.path) else {
    throw .notAllowed(settings.path, because: "it has a stray brace in it", for: agent)
  }
  let isSkill = settings.target == .skill
  var text = ""
  var dropsSeparator = false
  for piece in template.pieces {
    switch piece {
    case .literal(let literal):
      let drops = dropsSeparator && isSeparator(literal.utf8.first)
      text += drops ? String(literal.dropFirst()) : literal
    case .id: text += isSkill ? skillWord(agent.id) : agent.id
    case .name: text += isSkill ? skillWord(agent.file.name) : agent.file.name
    case .category: text += agent.file.category.joined(separator: "/")
    }
    dropsSeparator = false
    if piece == .category, agent.file.category.isEmpty {
      dropsSeparator = text.isEmpty || text.hasSuffix("/")
      if !dropsSeparator, isSeparator(text.utf8.last) { text.removeLast() }
    }
  }
  if let reason = refusal(ofPath: text) {
    throw .notAllowed(text, because: reason, for: agent)
  }
  guard let path = RepoPath(text) else {
    throw .notAllowed(text, because: "it is no path of a tree", for: agent)
  }
  if isSkill { try checkSkillName(path, of: agent) }
  return path
}

/// The name of the skill at `path`: the name of its folder.
func skillName(at path: RepoPath) -> String {
  path.parent?.name ?? path.name
}

private func isSeparator(_ byte: UInt8?) -> Bool {
  byte.map("/-_.".utf8.contains) ?? false
}

/// Lower case, one `-` for each run of ASCII that is no letter or digit; none at the ends.
///
/// Letters outside ASCII stay, so that the check that follows can name them.
private func skillWord(_ text: String) -> String {
  var word: [UInt8] = []
  for byte in text.lowercased().utf8 {
    if byte >= 0x80 || isASCIIAlphanumeric(byte) {
      word.append(byte)
    } else if word.last != UInt8(ascii: "-"), !word.isEmpty {
      word.append(UInt8(ascii: "-"))
    }
  }
  if word.last == UInt8(ascii: "-") { word.removeLast() }
  return String(decoding: word, as: UTF8.self)
}

private func checkSkillName(_ path: RepoPath, of agent: Agent) throws(Problem) {
  let name = skillName(at: path)
  if name.utf8.contains(where: { $0 >= 0x80 }) {
    throw .skillNotASCII(name, agent)
  }
  let bytes = Array(name.utf8)
  let isWord = bytes.allSatisfy { isASCIILowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  let hyphen = UInt8(ascii: "-")
  let hasStrayHyphen =
    bytes.first == hyphen || bytes.last == hyphen
    || zip(bytes, bytes.dropFirst()).contains { $0 == hyphen && $1 == hyphen }
  guard isWord, !hasStrayHyphen, (1...64).contains(bytes.count) else {
    throw .badSkillName(name, agent)
  }
}

extension Problem {
  fileprivate static func notAllowed(
    _ path: String,
    because reason: String,
    for agent: Agent
  ) -> Problem {
    Problem(
      .outputNotAllowed,
      at: Place(agent.file.document),
      "cannot write agent '\(agent.id)' to '\(printable(path))': \(reason)",
      hint: "choose another path for this target in .agentsync.yml"
    )
  }

  fileprivate static func skillNotASCII(_ name: String, _ agent: Agent) -> Problem {
    Problem(
      .idNotASCII,
      at: Place(agent.file.document),
      "cannot name a skill '\(printable(name))': only a-z, 0-9 and single hyphens are read everywhere",
      hint: "give the agent an 'id' in ASCII in its front matter"
    )
  }

  fileprivate static func badSkillName(_ name: String, _ agent: Agent) -> Problem {
    Problem(
      .skillName,
      at: Place(agent.file.document),
      "cannot name a skill '\(printable(name))': it takes 1 to 64 of a-z, 0-9 and single hyphens",
      hint: "give the agent another 'id' in its front matter"
    )
  }
}
