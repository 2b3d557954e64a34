/// Reads a pattern into its alternatives.
struct GlobParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private(set) var groupCount = 0

  private static let maximumAlternatives = 64

  init?(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
    guard !scalars.contains("\0") else { return nil }
  }

  /// One list of tokens for each choice among the braces; nil where something is left open.
  mutating func alternatives() -> [[GlobToken]]? {
    let lists = sequence(in: nil)
    return index == scalars.count ? lists : nil
  }

  /// Reads up to the end, or to the `,` or `}` that ends a brace's choice.
  private mutating func sequence(in group: Int?) -> [[GlobToken]]? {
    var lists: [[GlobToken]] = [[]]
    while index < scalars.count {
      let scalar = scalars[index]
      if group != nil, scalar == "," || scalar == "}" { break }
      index += 1
      switch scalar {
      case "{":
        guard let choices = choices(in: group) else { return nil }
        lists = lists.flatMap { list in choices.map { list + $0 } }
        guard lists.count <= GlobParser.maximumAlternatives else { return nil }
      case "\\":
        guard index < scalars.count else { return nil }
        append(scalars[index], in: group, to: &lists)
        index += 1
      case "*": append(.star(group: starGroup(in: group, lists[0].last)), to: &lists)
      case "?": append(.any(group: group ?? nextGroup()), to: &lists)
      case "[":
        guard let set = set(in: group) else { return nil }
        append(set, to: &lists)
      case "/": append(.slash, to: &lists)
      default: append(scalar, in: group, to: &lists)
      }
    }
    return lists
  }

  private func append(_ token: GlobToken, to lists: inout [[GlobToken]]) {
    for index in lists.indices { lists[index].append(token) }
  }

  private func append(_ scalar: Unicode.Scalar, in group: Int?, to lists: inout [[GlobToken]]) {
    for byte in String(Character(scalar)).utf8 { append(.byte(byte, group: group), to: &lists) }
  }

  private mutating func nextGroup() -> Int {
    groupCount += 1
    return groupCount - 1
  }

  /// Stars in a row are one wildcard.
  private mutating func starGroup(in group: Int?, _ last: GlobToken?) -> Int {
    if let group { return group }
    if case .star(let previous)? = last { return previous }
    return nextGroup()
  }

  private mutating func choices(in outer: Int?) -> [[GlobToken]]? {
    let group = outer ?? nextGroup()
    var choices: [[GlobToken]] = []
    while true {
      guard let lists = sequence(in: group), index < scalars.count else { return nil }
      choices += lists
      guard choices.count <= GlobParser.maximumAlternatives else { return nil }
      index += 1
      if scalars[index - 1] == "}" { return choices }
    }
  }

  private mutating func set(in group: Int?) -> GlobToken? {
    var isNegated = false
    if index < scalars.count, scalars[index] == "!" || scalars[index] == "^" {
      isNegated = true
      index += 1
    }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while index < scalars.count {
      let first = scalars[index]
      // A bracket that comes first is one of the set.
      if first == "]", !ranges.isEmpty {
        index += 1
        return .set(ranges, isNegated: isNegated, group: group ?? nextGroup())
      }
      index += 1
      if index + 1 < scalars.count, scalars[index] == "-", scalars[index + 1] != "]" {
        guard first <= scalars[index + 1] else { return nil }
        ranges.append(first...scalars[index + 1])
        index += 2
      } else {
        ranges.append(first...first)
      }
    }
    return nil
  }
}
