package import AgentModel
package import Git

/// Settles conflicts as the memory has it, also as others settled them; all else stays between markers.
///
/// An output is settled once none of its places is left.
///
/// - Parameters:
///   - paths: The outputs; none is all that are unmerged.
///   - repository: Where a sync opened them.
/// - Returns: What is settled, and what is not.
/// - Throws: `merge.no-conflict-open`, `command.unknown-output`, `record.bad-memory`, and what `apply` throws.
package func resolveRemembered(
  _ paths: [String],
  in repository: Repository
) throws(Problem) -> Resolved {
  let memory = try Memory(of: repository)
  return try resolve(paths, in: repository) { (conflict, look) throws(Problem) in
    try remembered(conflict, look, memory)
  }
}

private func remembered(
  _ conflict: OpenConflict,
  _ look: ConflictLook,
  _ memory: Memory
) throws(Problem) -> Resolution {
  guard let ours = conflict.versions[2], conflict.versions[3] != nil else {
    throw .cannotResolve(
      conflict.path,
      "whether a file is there is not remembered",
      "choose --ours or --theirs"
    )
  }
  let (marked, shape) = try conflict.markedText(look)
  // The markers tell the texts; where they stand in the document, only the merge does.
  let known = try look.sides(of: conflict)?.merged?.conflicts ?? []
  let settled = marked.settled { base, left, right in
    let place = known.first { $0.base == base && $0.ours == left && $0.theirs == right }
    return place.flatMap { memory.recall($0)?.resolution }
  }
  let version = try Version(OutputText.bytes(of: settled.text, in: shape), mode: ours.mode)
  guard settled.left > 0 else { return .settled(version) }
  let places = settled.left == 1 ? "one place is" : "\(settled.left) places are"
  let problem = Problem.cannotResolve(
    conflict.path,
    "\(places) not remembered",
    "settle what is between markers still, or choose --ours or --theirs"
  )
  return .partly(version, problem)
}
