import AgentModel
import Git
import PromptFiles

/// Finds the way by which a change gets into an output's own text.
///
/// It follows references as the rendering did: from the agent's document on, through the documents whose
/// text was read, to each path that was looked at.
struct TextChain {
  let side: ImpactSide
  let output: ImpactSide.MadeOutput

  init(_ output: ImpactSide.MadeOutput, of side: ImpactSide) {
    self.side = side
    self.output = output
  }

  private var source: RepoPath { output.agent.file.document }

  /// The chain from the agent's document where that is what changed.
  func ofSource(in changed: Set<RepoPath>) -> [ImpactStep]? {
    guard changed.contains(source) else { return nil }
    return [ImpactStep(source, .changed), ImpactStep(output.path, .generated)]
  }

  /// The shortest chain from something that the rendering looked at.
  ///
  /// `cause` says of a path whether what changed there, or below it, matters to the text, and names it.
  func ofReads(_ cause: (RepoPath) throws(Problem) -> RepoPath?) throws(Problem) -> [ImpactStep]? {
    let tree = RememberedTree(output.generated.reads)
    let file = output.agent.file
    var ways: [RepoPath: (document: RepoPath, reference: Reference)] = [:]
    var queue = [source]
    var next = 0
    while next < queue.count {
      let place = queue[next]
      next += 1
      for reference in side.document(at: place, of: output)?.references ?? [] {
        func resolved(in tree: any TreeView) -> AgentModel.Resolution {
          resolve(reference, from: place, agent: file, root: file.root, in: tree)
        }
        let found: RepoPath?
        switch resolved(in: tree) {
        case .file(let path, _), .folder(let path): found = path
        case .missing: found = nil
        case .escaping, .external, .anchorOnly, .tool, .agentName: continue
        }
        guard case .missing(let candidates) = resolved(in: RememberedTree([:])) else { continue }
        for candidate in candidates {
          if let changed = try cause(candidate) {
            return chain(from: changed, reference, in: place, ways)
          }
          // Those behind the answer were not looked at.
          if candidate == found { break }
        }
        guard let found, output.generated.documents.contains(found), found != source,
          ways[found] == nil
        else { continue }
        ways[found] = (place, reference)
        queue.append(found)
      }
    }
    return nil
  }

  private func chain(
    from changed: RepoPath,
    _ reference: Reference,
    in document: RepoPath,
    _ ways: [RepoPath: (document: RepoPath, reference: Reference)]
  ) -> [ImpactStep] {
    var chain = [ImpactStep(changed, .changed), ImpactStep(document, reference)]
    var place = document
    while let way = ways[place] {
      chain.append(ImpactStep(way.document, way.reference))
      place = way.document
    }
    return chain + [ImpactStep(output.path, .generated)]
  }

  /// The chain from the document of an agent that the front matter names and whose name the text may carry.
  ///
  /// An id that several documents have is that of none: each of them leads to those who name it.
  func ofNames(
    in changed: Set<RepoPath>,
    where isCarried: (_ agentID: String) throws(Problem) -> Bool
  ) throws(Problem) -> [ImpactStep]? {
    for reference in output.agent.document.frontMatterReferences
    where reference.form == .agentName {
      let written = reference.path
      let ids = side.model.names.ids(of: written)
      var named: RepoPath?
      for id in ids where named == nil {
        guard let document = side.library[id]?.file.document, changed.contains(document),
          try isCarried(id)
        else { continue }
        named = document
      }
      if ids.isEmpty {
        let rejected = side.library.rejected.first { rejected in
          rejected.id == written.lowercased() && changed.contains(rejected.file.document)
        }
        named = rejected?.file.document
      }
      guard let named else { continue }
      return [
        ImpactStep(named, .changed), ImpactStep(source, reference),
        ImpactStep(output.path, .generated),
      ]
    }
    return nil
  }
}

/// A tree that knows what was asked of another one, and nothing else.
private struct RememberedTree: TreeView {
  private let answers: [RepoPath: TreeItem?]

  init(_ answers: [RepoPath: TreeItem?]) {
    self.answers = answers
  }

  func entry(at path: RepoPath) -> TreeItem? { answers[path] ?? nil }

  func document(at path: RepoPath) -> Document? { nil }
}
