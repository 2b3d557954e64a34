/// How many lines came and went between two texts.
struct LineCount: Hashable {
  var added = 0
  var removed = 0

  init() {}

  /// Counts as `git diff` does: by the longest common subsequence of the lines.
  ///
  /// Where that would take too long, a line counts as often as it stands more often on one side.
  init(from old: [[UInt8]], to new: [[UInt8]]) {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    let before = old.dropFirst(head).dropLast(tail)
    let after = new.dropFirst(head).dropLast(tail)
    let common =
      before.count * after.count <= LineCount.tableLimit
      ? LineCount.longestCommon(Array(before), Array(after))
      // Lines in another order are a difference too.
      : min(LineCount.shared(before, after), max(before.count, after.count) - 1)
    added = after.count - common
    removed = before.count - common
  }

  // A million cells are a few milliseconds; texts of a thousand changed lines each.
  private static let tableLimit = 1_000_000

  /// The length of the longest common subsequence.
  private static func longestCommon(_ old: [[UInt8]], _ new: [[UInt8]]) -> Int {
    guard !old.isEmpty, !new.isEmpty else { return 0 }
    var numbers: [[UInt8]: Int] = [:]
    func number(_ line: [UInt8]) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    let left = old.map(number)
    let right = new.map(number)
    var row = [Int](repeating: 0, count: right.count + 1)
    for line in left {
      var diagonal = 0
      for column in right.indices {
        let above = row[column + 1]
        row[column + 1] = line == right[column] ? diagonal + 1 : max(above, row[column])
        diagonal = above
      }
    }
    return row[right.count]
  }

  /// How many lines stand on both sides, wherever.
  private static func shared(_ old: ArraySlice<[UInt8]>, _ new: ArraySlice<[UInt8]>) -> Int {
    var counts: [[UInt8]: Int] = [:]
    for line in old { counts[line, default: 0] += 1 }
    var common = 0
    for line in new {
      guard let count = counts[line], count > 0 else { continue }
      counts[line] = count - 1
      common += 1
    }
    return common
  }
}
