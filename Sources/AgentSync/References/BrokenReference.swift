package import AgentModel
package import Git

/// A reference that leads nowhere, and what is known of where it was to lead.
package struct BrokenReference: Hashable, Sendable {
  package let edge: ReferenceGraph.Edge
  package let fault: ReferenceGraph.Fault
  package let answer: Answer

  /// What history and tree say.
  package enum Answer: Hashable, Sendable {
    case found(Found)
    /// Several answers are as good; sorted, at most ten.
    case ambiguous([RepoPath])
    case none
  }

  /// Where the reference was to lead.
  package struct Found: Hashable, Sendable {
    package let destination: Destination
    package let evidence: Evidence
    package let confidence: Rename.Confidence
  }

  package enum Destination: Hashable, Sendable {
    case file(ReferenceTarget)
    /// An agent, by the id or name to write.
    case agent(id: String, written: String)
  }

  /// How an answer was found.
  package enum Evidence: Hashable, Sendable {
    /// The file, or the folder that it was in, went there.
    case renamed(Whereabouts)
    case folderMoved(Whereabouts)
    /// The document itself moved; from its former place the reference is right.
    case documentMoved(from: RepoPath)
    /// The path is right but for upper and lower case.
    case otherCase
    /// The path is right but for the folders that it climbs or begins with.
    case wrongDepth
    /// No other file of the agent's folder has that name.
    case onlyInAgentFolder
    /// No other file of the library has that name.
    case onlyInLibrary
    /// The heading is worded otherwise since a commit.
    case sectionRenamed(commit: ObjectID?)
    /// The section stands in another file of the agent's folder.
    case sectionMoved
    /// The agent had that id or name in a commit.
    case agentRenamed(commit: ObjectID?)
  }

  /// The answer, where it is good enough to write it without asking.
  package var sureAnswer: Found? {
    guard case .found(let found) = answer, found.confidence == .sure else { return nil }
    return found
  }
}

extension BrokenReference.Evidence {
  /// The evidence in words, for people.
  package var text: String {
    switch self {
    case .renamed(let whereabouts):
      return BrokenReference.Evidence.moves("renamed", whereabouts)
    case .folderMoved(let whereabouts):
      return BrokenReference.Evidence.moves(
        "the same name under '\(whereabouts.now?.string ?? "")', where the folder went,",
        whereabouts
      )
    case .documentMoved(let former): return "right from '\(former)', where this document stood"
    case .otherCase: return "the same but for upper and lower case"
    case .wrongDepth: return "the only file with that end of a path: wrong depth"
    case .onlyInAgentFolder: return "the only file of that name in the agent's folder"
    case .onlyInLibrary: return "the only file of that name in the library"
    case .sectionRenamed(let commit):
      return "the heading was reworded" + (commit.map { " in \($0.short)" } ?? "")
    case .sectionMoved: return "the section stands there"
    case .agentRenamed(let commit):
      return "the agent was renamed" + (commit.map { " in \($0.short)" } ?? "")
    }
  }

  /// The evidence in one word, for programs.
  package var word: String {
    switch self {
    case .renamed: "renamed"
    case .folderMoved: "folder-moved"
    case .documentMoved: "document-moved"
    case .otherCase: "other-case"
    case .wrongDepth: "wrong-depth"
    case .onlyInAgentFolder: "only-in-agent-folder"
    case .onlyInLibrary: "only-in-library"
    case .sectionRenamed: "section-renamed"
    case .sectionMoved: "section-moved"
    case .agentRenamed: "agent-renamed"
    }
  }

  /// The commit that the evidence lies in; nil where there is none, or several.
  package var commitID: ObjectID? {
    switch self {
    case .renamed(let whereabouts), .folderMoved(let whereabouts):
      whereabouts.steps.count == 1 ? whereabouts.steps[0].commitID : nil
    case .sectionRenamed(let commit), .agentRenamed(let commit): commit
    default: nil
    }
  }

  private static func moves(_ words: String, _ whereabouts: Whereabouts) -> String {
    let commits = whereabouts.steps.map { $0.commitID?.short }
    let known = commits.compactMap(\.self)
    let evidence = whereabouts.evidence.map { " (\($0.words))" } ?? ""
    guard !known.isEmpty else { return "\(words) since\(evidence)" }
    return "\(words) in \(known.joined(separator: ", then "))\(evidence)"
  }
}

extension Rename.Evidence {
  /// The evidence in words, for people.
  package var words: String {
    switch self {
    case .sameBlob: "same bytes"
    case .id: "same id"
    case .registry: "the registry knows it"
    case .folder: "its folder moved"
    case .content: "content kept"
    }
  }
}
