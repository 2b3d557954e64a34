import AgentModel
import Git
import PromptFiles

/// What the outputs of a library in step were made from, kept between runs.
///
/// With it a commit of few agents is planned without reading all others. It belongs to one state of the
/// library, its outputs and records, and to one build of the program, so that it can't be wrong about
/// another. It may be lost at any moment: deleting it costs time and nothing else.
struct KnownLibrary: Hashable {
  /// An agent with the outputs that are made of it.
  struct KnownAgent: Hashable {
    let id: String
    /// What other agents' outputs call it.
    let name: String
    let document: RepoPath
    /// The document's bytes.
    var size: Int
    var outputs: [KnownOutput]
  }

  struct KnownOutput: Hashable {
    let target: Target
    let path: RepoPath
    /// Whether the file holds what is generated, and no hand edit.
    let isGenerated: Bool
    /// Every path that was asked for when it was made, sorted.
    let reads: [RepoPath]
  }

  /// Folders and files that decide, sorted; whatever else a repository holds has no say.
  let places: [RepoPath]
  let state: FolderState
  /// Sorted by id.
  let agents: [KnownAgent]

  /// The bytes of all documents.
  var size: Int { agents.reduce(0) { $0 + $1.size } }

  var names: AgentNames {
    AgentNames(agents.map { AgentNames.Entry(id: $0.id, name: $0.name) })
  }
}

// MARK: - Of a plan

extension KnownLibrary {
  /// What a plan of the index rests on, once the index holds all that it writes.
  ///
  /// nil where a part of the library could not be told by the agents' own files: something is wrong with it,
  /// or an output of ours is nobody's.
  ///
  /// - Parameters:
  ///   - basis: What was planned from: all of the library.
  ///   - plan: The plan, whose every output is in step now.
  ///   - state: The state of the index now.
  init?(of basis: PlanBasis, _ plan: Plan, in state: FolderState) {
    let model = basis.model
    guard let places = basis.places, basis.renames.isEmpty, model.library.rejected.isEmpty,
      model.orders.allSatisfy({ $0.problem == nil }), basis.registry.findings.isEmpty,
      basis.slots.allSatisfy({ $0.source != nil && $0.generated != nil && $0.obstacle == nil }),
      !plan.findings.contains(where: { $0.severity == .error })
    else { return nil }
    let states = Dictionary(
      plan.rows.map { (OutputKey(agentID: $0.agentID, target: $0.target), $0.state) },
      uniquingKeysWith: { _, last in last }
    )
    var outputs: [String: [KnownOutput]] = [:]
    for slot in basis.slots {
      guard let path = slot.path, let reads = slot.generated?.reads, let state = states[slot.key]
      else { return nil }
      let isGenerated = [.inStep, .new, .stale].contains(state)
      outputs[slot.agentID, default: []].append(
        KnownOutput(
          target: slot.target,
          path: path,
          isGenerated: isGenerated,
          reads: reads.keys.sorted()
        )
      )
    }
    self.places = places
    self.state = state
    agents = zip(model.library.agents, model.names.entries).map { agent, entry in
      KnownAgent(
        id: agent.id,
        name: entry.name,
        document: agent.file.document,
        size: agent.document.bytes.count,
        outputs: outputs[agent.id] ?? []
      )
    }
  }

  /// What is known once the outputs that a narrow plan reached are in step again.
  func following(_ basis: PlanBasis, in state: FolderState) -> KnownLibrary {
    var made: [OutputKey: [RepoPath]] = [:]
    for slot in basis.slots { made[slot.key] = slot.generated?.reads.keys.sorted() }
    let agents = agents.map { agent in
      var agent = agent
      agent.size = basis.model.library[agent.id]?.document.bytes.count ?? agent.size
      agent.outputs = agent.outputs.map { output in
        guard let reads = made[OutputKey(agentID: agent.id, target: output.target)] else {
          return output
        }
        return KnownOutput(
          target: output.target,
          path: output.path,
          isGenerated: true,
          reads: reads
        )
      }
      return agent
    }
    return KnownLibrary(places: places, state: state, agents: agents)
  }
}

// MARK: - As bytes

extension KnownLibrary {
  /// The name of the file below `<git dir>/agentsync/cache`.
  static let fileName = "library"

  private static let header = "agentsync-library 1"

  /// What was remembered last; nil where nothing is, or another build of the program did it.
  init?(of repository: Repository) {
    guard let bytes = CacheFile(Self.fileName, in: repository).read() else { return nil }
    self.init(encoded: bytes)
  }

  /// Puts it in the place of what was remembered.
  func save(in repository: Repository) {
    guard let encoded else { return }
    CacheFile(Self.fileName, in: repository).replace(with: encoded)
  }

  /// The bytes of the file: a seal, and what it is about.
  ///
  /// The file is not synced to disk: after a power cut it may hold anything, text that parses included.
  var encoded: [UInt8]? {
    var writer = FieldWriter()
    writer.add(Self.header)
    writer.add(PlanCache.tool)
    writer.add(state.digits)
    writer.add(Array(places.map(\.bytes).joined(separator: [0])))
    writer.add(agents.count)
    for agent in agents {
      writer.add(agent.id)
      writer.add(agent.name)
      writer.add(agent.document.bytes)
      writer.add(agent.size)
      writer.add(agent.outputs.count)
      for output in agent.outputs {
        writer.add(output.target.rawValue)
        writer.add(output.path.bytes)
        writer.add(output.isGenerated ? 1 : 0)
        writer.add(Array(output.reads.map(\.bytes).joined(separator: [0])))
      }
    }
    return PlanCache.sealed(writer.bytes)
  }

  /// Reads the bytes back; nil where they are damaged or another build's.
  init?(encoded: [UInt8]) {
    guard var fields = PlanCache.unsealed(encoded) else { return nil }
    do throws(FieldReader.Damage) {
      guard try fields.text() == Self.header, try fields.text() == PlanCache.tool,
        let state = FolderState(digits: try fields.text())
      else { return nil }
      self.state = state
      places = try fields.paths()
      var agents: [KnownAgent] = []
      for _ in 0..<(try fields.number()) {
        let id = try fields.text()
        let name = try fields.text()
        guard let document = RepoPath(try fields.bytes()) else { return nil }
        let size = try fields.number()
        var outputs: [KnownOutput] = []
        for _ in 0..<(try fields.number()) {
          guard let target = Target(rawValue: try fields.text()),
            let path = RepoPath(try fields.bytes())
          else { return nil }
          let isGenerated = try fields.number() == 1
          outputs.append(
            KnownOutput(
              target: target,
              path: path,
              isGenerated: isGenerated,
              reads: try fields.paths()
            )
          )
        }
        agents.append(
          KnownAgent(id: id, name: name, document: document, size: size, outputs: outputs)
        )
      }
      self.agents = agents
    } catch {
      return nil
    }
  }
}

extension FieldReader {
  /// Paths with a NUL between them.
  fileprivate mutating func paths() throws(Damage) -> [RepoPath] {
    var paths: [RepoPath] = []
    for bytes in try bytes().split(separator: 0) {
      guard let path = RepoPath(bytes) else { throw Damage() }
      paths.append(path)
    }
    return paths
  }
}
