import AgentModel
import Git

/// Bases that are merged from others.
extension BaseFinder {
  /// Rule 6.
  func mergedBase(
    at point: History.Point,
    _ parents: [History.Point]
  ) throws(Problem) -> Base {
    var sides: [History.Point] = []
    for parent in parents where try history.output(at: parent) != nil { sides.append(parent) }
    if sides.isEmpty { sides = parents }
    let output = try history.output(at: point)
    if try history.generated(at: point) == nil {
      // The agent is gone: the base is that of the parent whose output this is.
      for side in sides where try history.output(at: side) == output { return try base(of: side) }
    }
    if let output, try isWholeSide(output, of: sides) { return .text(output) }
    var merged = try base(of: sides[0])
    for index in sides.indices.dropFirst() {
      let other = try base(of: sides[index])
      guard merged != other else { continue }
      let before = try commonBase(of: sides[index - 1], sides[index])
      merged = try merge(before, merged, other, asIn: output)
    }
    return merged
  }

  /// Whether a merge has one side's output as it was, and neither side had a hand edit to lose.
  ///
  /// Whoever settles a conflict between two generated texts by taking one says nothing about the text.
  private func isWholeSide(
    _ output: OutputText,
    of sides: [History.Point]
  ) throws(Problem) -> Bool {
    var isThere = false
    for side in sides {
      guard let other = try history.output(at: side), try base(of: side) == .text(other) else {
        return false
      }
      if other == output { isThere = true }
    }
    return isThere
  }

  /// The base at where two points parted; several such places are merged in their order.
  private func commonBase(
    of left: History.Point,
    _ right: History.Point
  ) throws(Problem) -> Base {
    var common: Base = .none
    for (index, point) in try history.mergeBases(left, right).enumerated() {
      // Where the output was not there yet, nothing was made from anything.
      let output = try history.output(at: point)
      let found = output == nil ? Base.none : try base(of: point)
      common = index == 0 ? found : try merge(.none, common, found, asIn: output)
    }
    return common
  }

  func merge(
    _ before: Base,
    _ left: Base,
    _ right: Base,
    asIn output: OutputText?
  ) throws(Problem) -> Base {
    if left == right { return left }
    switch (left, right) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.none, let other), (let other, .none): return other
    case (.text(let ours), .text(let theirs)):
      let base: [UInt8]
      switch before {
      case .text(let text): base = text.content
      case .none: base = []
      case .unknown: return .unknown
      }
      let chunks = LineMerge.chunks(base: base, ours: ours.content, theirs: theirs.content)
      guard let chunks else { return .unknown }
      return .text(OutputText(settle(chunks, asIn: output)))
    }
  }
}

/// Joins a merge's stretches; of a conflict those lines of either side that the output holds, in its order.
private func settle(_ chunks: [LineMerge.Chunk], asIn output: OutputText?) -> [UInt8] {
  let lines = output.map { TextLines.split($0.content) } ?? []
  var position = 0
  var text: [UInt8] = []
  for (index, chunk) in chunks.enumerated() {
    switch chunk {
    case .clean(let stretch):
      text += stretch.joined()
      for line in stretch {
        guard let found = lines[position...].firstIndex(of: line) else { continue }
        position = found + 1
      }
    case .conflict(_, let ours, let theirs):
      // The conflict's place in the output ends where the next agreed stretch begins.
      var end = lines.count
      if index + 1 < chunks.count, case .clean(let next) = chunks[index + 1] {
        let anchor = next.first { lines[position...].contains($0) }
        end = anchor.flatMap { lines[position...].firstIndex(of: $0) } ?? end
      }
      var wanted: [[UInt8]: Int] = [:]
      for line in ours { wanted[line, default: 0] += 1 }
      var others: [[UInt8]: Int] = [:]
      for line in theirs { others[line, default: 0] += 1 }
      for (line, count) in others { wanted[line] = max(wanted[line] ?? 0, count) }
      for line in lines[position..<end] {
        guard let left = wanted[line], left > 0 else { continue }
        wanted[line] = left - 1
        text += line
      }
      position = end
    }
  }
  return text
}
