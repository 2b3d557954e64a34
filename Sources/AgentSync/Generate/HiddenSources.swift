import AgentModel
import Git
import Rules

extension PlanBasis {
  /// What hides in the library's texts: in agents' documents, and in those that were put into an output.
  ///
  /// - Parameter work: How much is done at once.
  /// - Returns: The findings, as grave as the configuration has them, sorted by path.
  /// - Throws: `Problem` where a document can't be read.
  func hiddenText(_ work: Work) throws(Problem) -> [Problem] {
    var texts: [RepoPath: [UInt8]] = [:]
    for agent in model.library.agents { texts[agent.file.document] = agent.document.bytes }
    for made in generated {
      for path in made.documents where texts[path] == nil {
        guard let item = made.reads[path] ?? nil,
          try reader.size(of: item.objectID) <= Document.maximumSize
        else { continue }
        let bytes = try reader.bytes(of: item.objectID)
        // What is no text is put into no output.
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { continue }
        texts[path] = bytes
      }
    }
    let found = parallelMap(
      texts.sorted { $0.key < $1.key },
      work,
      makeWorker: {},
      transform: { _, text in Rules.hiddenText(in: text.value, at: text.key) }
    )
    return found.flatMap(\.self).compactMap { model.config.judged($0) }
  }
}
