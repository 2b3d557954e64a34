package import AgentModel
import Git

/// The generated text that an output was made from.
package enum Base: Hashable, Sendable {
  case text(OutputText)
  /// There was no output to be made from anything.
  case none
  /// The history that would tell is cut off, or tells nothing; never guessed.
  case unknown
}

/// Finds base(c) of one output by the rules of the design's section 6; its answers are remembered.
///
/// 1. O(c) = G(c): it is G(c).
/// 2. c has a proved pristine file: that text.
/// 5. One parent: base(parent).
/// 6. A merge: merge(base(merge base), base(p1), base(p2)); a parent without the output is left out.
/// 7. No parent, or one that a shallow clone lacks: unknown.
///
/// (The numbers are the design's; 3 and 4 read undone and squashed commits.)
package final class BaseFinder<History: OutputHistory> {
  private let history: History
  private var known: [History.Point: Base] = [:]

  package init(_ history: History) {
    self.history = history
  }

  /// The base of the output at `start`.
  package func base(of start: History.Point) throws(Problem) -> Base {
    var passed: [History.Point] = []
    var point = start
    var mustLook = true
    var answer: Base?
    while answer == nil {
      if let found = known[point] {
        answer = found
        break
      }
      passed.append(point)
      if mustLook { answer = try settled(at: point) }
      // Most outputs were written by a sync and left alone since; that needs one look, not many.
      if answer == nil, point == start { answer = try settledByWriter(of: point) }
      if answer != nil { break }
      guard let parents = try history.parents(of: point) else {
        answer = .unknown
        break
      }
      if parents.count > 1 {
        answer = try mergedBase(at: point, parents)
      } else if let parent = parents.first {
        mustLook = try !history.isUntouched(point, since: parent)
        point = parent
      } else {
        answer = .unknown
      }
    }
    let found = answer ?? .unknown
    for point in passed { known[point] = found }
    return found
  }

  /// Rules 1 and 2: what a commit tells by itself.
  private func settled(at point: History.Point) throws(Problem) -> Base? {
    let output = try history.output(at: point)
    let generated = try history.generated(at: point)
    if output == generated { return generated.map(Base.text) ?? Base.none }
    guard output != nil else { return nil }
    return try provedPristine(at: point, generated: generated).map(Base.text)
  }

  /// Rule 1 at the commit that wrote the present output.
  ///
  /// Sound for every point after it on a line without merges: rule 1 gives the same text at each, and
  /// rule 2 was asked at the last of them, which holds the same pristine file.
  private func settledByWriter(of start: History.Point) throws(Problem) -> Base? {
    guard let output = try history.output(at: start) else { return nil }
    var point = start
    while let parents = try history.parents(of: point), parents.count == 1,
      try history.isWrittenAlike(point, parents[0])
    {
      point = parents[0]
    }
    guard point != start, try history.generated(at: point) == output else { return nil }
    return .text(output)
  }

  /// Rule 2's proof.
  ///
  /// At the commit that last changed it, a pristine file equals G there, or is git's clean merge of the
  /// parents' proved ones.
  private func provedPristine(
    at start: History.Point,
    generated: OutputText?
  ) throws(Problem) -> OutputText? {
    guard let text = try history.pristine(at: start) else { return nil }
    if text == generated { return text }
    var point = start
    while true {
      guard let parents = try history.parents(of: point) else { return nil }
      var next: History.Point?
      for parent in parents where next == nil {
        if try history.pristine(at: parent) == text { next = parent }
      }
      guard let earlier = next else {
        if try history.generated(at: point) == text { return text }
        return try isMergeOfProved(text, parents) ? text : nil
      }
      point = earlier
    }
  }

  private func isMergeOfProved(
    _ text: OutputText,
    _ parents: [History.Point]
  ) throws(Problem) -> Bool {
    guard parents.count == 2 else { return false }
    var sides: [OutputText] = []
    for parent in parents {
      let generated = try history.generated(at: parent)
      guard let proved = try provedPristine(at: parent, generated: generated) else { return false }
      sides.append(proved)
    }
    guard let base = try history.mergeBases(parents[0], parents[1]).first else { return false }
    let before = try history.pristine(at: base)?.content ?? []
    let merged = LineMerge.merge(base: before, ours: sides[0].content, theirs: sides[1].content)
    return merged == text.content
  }

  /// Rule 6.
  private func mergedBase(
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

  private func merge(
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
