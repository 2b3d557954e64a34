import AgentModel
import Git
import PromptFiles

/// The outputs whose text stays and that lead to something that changes.
///
/// `changed` are files that change, without the outputs that `texts` has; whoever leads to one of those is
/// reached too.
func linkedOutputs(
  of side: ImpactSide,
  _ references: ReferenceScan,
  from changed: Set<RepoPath>,
  _ texts: [ReachedOutput]
) -> [ReachedOutput] {
  var seeds: [RepoPath: [ImpactStep]] = [:]
  for path in changed { seeds[path] = [ImpactStep(path, .changed)] }
  for output in texts { seeds[output.path] = output.chain }
  let reach = LinkReach(references.graph, from: seeds)
  let known = Set(texts.map { ImpactSide.Key(agentID: $0.agentID, target: $0.target) })
  var linked: [ReachedOutput] = []
  for output in side.outputs where output.isKept && !known.contains(output.key) {
    guard let chain = output.linkChain(reach, in: side) else { continue }
    linked.append(
      ReachedOutput(
        path: output.path,
        agent: output.agent,
        id: output.agent.id,
        target: output.target,
        effect: .link,
        chain: chain
      )
    )
  }
  return linked
}

extension ImpactSide.MadeOutput {
  /// The shortest way over the agent's document; over the output itself where a person put a link there.
  fileprivate func linkChain(_ reach: LinkReach, in side: ImpactSide) -> [ImpactStep]? {
    var isWritten: Set<String>?
    for arrival in reach.arrivals(in: agent.file.document) {
      if arrival.edge.reference.form == .agentName {
        let names = isWritten ?? namesWritten
        isWritten = names
        guard carries(arrival.edge, names, in: side) else { continue }
      }
      return reach.chain(over: arrival) + [ImpactStep(path, .generated)]
    }
    return reach.arrivals(in: path).first.map(reach.chain(over:))
  }

  /// The agents that the output's own front matter names, as it names them.
  private var namesWritten: Set<String> {
    guard let document = try? Document(parsing: generated.output.text, at: path) else { return [] }
    let names = document.frontMatterReferences.filter { $0.form == .agentName }.map(\.path)
    return Set(names)
  }

  /// Whether an agent that the source names is named in the output too: prompts have no handoffs.
  private func carries(
    _ edge: ReferenceGraph.Edge,
    _ names: Set<String>,
    in side: ImpactSide
  ) -> Bool {
    if names.contains(edge.reference.path) { return true }
    guard case .agent(let id, _) = edge.destination else { return false }
    return side.model.names.name(of: id).map(names.contains) ?? false
  }
}
