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
/// 3. c undoes an earlier commit x: merge(base(x), base(parent), base(parent of x)).
/// 4. c puts a change of inputs and output on another state: merge(base(b), base(parent), that text).
/// 5. One parent: base(parent).
/// 6. A merge: merge(base(merge base), base(p1), base(p2)); a parent without the output is left out.
/// 7. No parent, or one that a shallow clone lacks: unknown.
///
/// (The numbers are the design's.)
package final class BaseFinder<History: OutputHistory> {
  /// How often rules 3 and 4 look for what a commit takes back or repeats.
  static var maximumSearches: Int { 30 }

  let history: History
  var searchesLeft = BaseFinder.maximumSearches
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
        if mustLook { answer = try repeated(at: point, parent) }
        point = parent
      } else {
        answer = .unknown
      }
    }
    let found = answer ?? .unknown
    for point in passed { known[point] = found }
    return found
  }

  /// Rules 3 and 4: what a commit does with changes that were made before.
  private func repeated(at point: History.Point, _ parent: History.Point) throws(Problem) -> Base? {
    guard searchesLeft > 0 else { return nil }
    if let undone = try undoneBase(at: point, parent) { return undone }
    return try replayedBase(at: point, parent)
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
}
