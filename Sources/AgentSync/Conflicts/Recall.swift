package import AgentModel
package import Git

/// What the memory has to say to the conflicts of a plan.
package struct Recall: Sendable {
  /// An answer that a person may take.
  package struct Offer: Hashable, Sendable {
    package let path: RepoPath
    package let place: MergeConflict.Place
    package let source: MemorySource
    /// Whether the base is the same too, and not only the two texts.
    package let isExact: Bool
    /// The name of the disagreement, cut short.
    package let key: String
  }

  /// How conflicts like one of an output were settled so far.
  package struct Experience: Hashable, Sendable {
    package let path: RepoPath
    package let suggestion: Suggestion
  }

  /// Outputs in which every conflict was settled here before, just so.
  let settled: [RepoPath: Settled]
  /// Sorted by path, then in the order of the document.
  package let offers: [Offer]
  package let experiences: [Experience]
  /// What of the memory could not be read.
  package let problems: [Problem]

  /// Asks the memory about every conflict of a plan; nil where there is none, or no memory.
  init?(_ plan: Plan, suggests: Bool, in repository: Repository) throws(Problem) {
    let rows = plan.rows.filter { $0.conflict?.sides.merged != nil }
    guard !rows.isEmpty else { return nil }
    let (memory, problem) = try Memory.reading(repository)
    guard let memory else {
      guard let problem else { return nil }
      (settled, offers, experiences, problems) = ([:], [], [], [problem])
      return
    }
    var settled: [RepoPath: Settled] = [:]
    var offers: [Offer] = []
    var experiences: [Experience] = []
    for row in rows {
      guard let sides = row.conflict?.sides, let merged = sides.merged, let ours = sides.ours else {
        continue
      }
      let known = merged.conflicts.map { ($0, memory.recall($0)) }
      let own = merged.settled {
        memory.recall($0).flatMap { $0.mayBeApplied ? $0.resolution : nil }
      }
      if let text = own.text, DocumentMerge.isReadable(text) {
        let keys = known.compactMap { $0.1.map { memory.name(of: $0.key) } }
        settled[row.path] = Settled(
          output: OutputText(OutputText.bytes(of: text, in: ours.shape)),
          base: sides.theirs,
          by: .memory(keys)
        )
        continue
      }
      for (conflict, recollection) in known {
        if let recollection {
          offers.append(
            Offer(
              path: row.path,
              place: conflict.place,
              source: recollection.source,
              isExact: recollection.isExact,
              key: memory.name(of: recollection.key)
            )
          )
        } else if suggests, let suggestion = memory.suggestion(for: conflict) {
          experiences.append(Experience(path: row.path, suggestion: suggestion))
        }
      }
    }
    (self.settled, self.offers, self.experiences) = (settled, offers, experiences)
    problems = memory.problems
  }
}

extension Memory {
  /// The memory, unless it is empty or can't be read: that must not keep anybody from settling conflicts.
  static func reading(
    _ repository: Repository
  ) throws(Problem) -> (memory: Memory?, problem: Problem?) {
    do throws(Problem) {
      let memory = try Memory(of: repository)
      return (memory.isEmpty ? nil : memory, nil)
    } catch {
      guard error.code == .badMemory else { throw error }
      return (nil, error.asWarning)
    }
  }

  /// A settlement's name for people.
  func name(of key: SettlementKey) -> String {
    String(key.disagreement.hex.prefix(abbreviation))
  }
}

extension MergedText {
  /// The text with those conflicts replaced that a function has an answer for.
  func settled(_ answer: (MergeConflict) -> [UInt8]?) -> MergedText {
    var text = MergedText()
    for piece in pieces {
      switch piece {
      case .text(let bytes): text.add(bytes)
      case .conflict(let conflict):
        if let resolution = answer(conflict) { text.add(resolution) } else { text.add(conflict) }
      }
    }
    return text
  }
}

extension Problem {
  /// The same, as something that stops nothing.
  var asWarning: Problem {
    Problem(code, severity: .warning, at: place, message, hint: hint)
  }
}
