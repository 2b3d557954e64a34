import struct Git.ObjectID
import struct Git.RepoPath

extension Library {
  /// Makes the library of what was discovered and read.
  ///
  /// `documents` gives the parsed document of an agent, or why it can't be read; it is called once for
  /// each agent, in the order of their paths.
  package init(
    of discovery: Discovery,
    rules: LibraryRules,
    documents: (AgentFile) -> Result<Document, Problem>
  ) {
    var drafts = LibraryDraft(rules: rules, findings: discovery.findings)
    for file in discovery.rejected { drafts.reject(file) }
    for file in discovery.agents {
      drafts.add(file, documents(file), blobID: discovery.blobIDs[file.document] ?? .zero)
    }
    drafts.rejectDoubles()
    self.init(
      agents: drafts.agents.sorted { $0.id < $1.id },
      rejected: drafts.rejected.sorted { $0.file.document < $1.file.document },
      findings: drafts.findings.sorted(by: Problem.isBefore),
      passedOver: discovery.passedOver
    )
  }
}

/// A library on its way: what was accepted so far, what was not and why.
private struct LibraryDraft {
  let rules: LibraryRules
  var agents: [Agent] = []
  var rejected: [Library.Rejected] = []
  var findings: [Problem]

  init(rules: LibraryRules, findings: [Problem]) {
    self.rules = rules
    self.findings = findings
  }

  /// Notes a document that can't be read, with the id that its path gives.
  mutating func reject(_ file: AgentFile, id: String? = nil) {
    let pathID = try? AgentID.fromTemplate(rules.idTemplate, file)
    rejected.append(Library.Rejected(file: file, id: id ?? pathID))
  }

  mutating func add(_ file: AgentFile, _ result: Result<Document, Problem>, blobID: ObjectID) {
    let document: Document
    switch result {
    case .success(let parsed): document = parsed
    case .failure(let problem):
      findings.append(problem)
      reject(file)
      return
    }
    var problems = document.findings
    if let frontMatter = document.frontMatter {
      problems += KnownKeys.findings(in: frontMatter, at: file.document)
    }
    findings += problems
    do throws(Problem) {
      let id = try self.id(of: document, file)
      guard !problems.contains(where: { $0.severity == .error }) else {
        reject(file, id: id)
        return
      }
      agents.append(
        Agent(
          id: id,
          file: file,
          blobID: blobID,
          document: document,
          metadata: Metadata(of: document)
        )
      )
    } catch {
      findings.append(error)
      rejected.append(Library.Rejected(file: file, id: nil))
    }
  }

  private func id(of document: Document, _ file: AgentFile) throws(Problem) -> String {
    let item = document.frontMatter?["id"]
    do throws(AgentID.Refusal) {
      switch item?.value {
      case .scalar(let text, let quoted)? where quoted || !text.isEmpty:
        return try AgentID.explicit(text)
      default: return try AgentID.fromTemplate(rules.idTemplate, file)
      }
    } catch {
      throw .badID(item?.value.text ?? file.name, error.reason, file.document, item)
    }
  }

  /// Takes out all agents that share an id with another one.
  mutating func rejectDoubles() {
    let byID = Dictionary(grouping: agents, by: \.id).filter { $0.value.count > 1 }
    guard !byID.isEmpty else { return }
    for (id, doubles) in byID {
      let paths = doubles.map(\.file.document).sorted()
      findings.append(.duplicateID(id, paths))
      for double in doubles { reject(double.file, id: id) }
    }
    agents.removeAll { byID[$0.id] != nil }
  }
}

extension Problem {
  fileprivate static func badID(
    _ text: String,
    _ reason: String,
    _ path: RepoPath,
    _ item: YAMLItem?
  ) -> Problem {
    Problem(
      .badID,
      at: Place(path, line: item?.line, column: item?.column),
      "'\(text)' can't be the agent's id: \(reason)",
      hint: item == nil
        ? "give the agent an 'id' in its front matter"
        : "use letters, digits, '.', '_' and '-', at most \(AgentID.maximumLength)"
    )
  }

  fileprivate static func duplicateID(_ id: String, _ paths: [RepoPath]) -> Problem {
    let names = paths.map { "'\($0.escaped)'" }
    let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    return Problem(
      .duplicateID,
      at: paths.first.map { Place($0) },
      "the id '\(id)' is that of \(list)",
      hint: "give them different ids in their front matter, or make 'library.id' tell them apart"
    )
  }
}
