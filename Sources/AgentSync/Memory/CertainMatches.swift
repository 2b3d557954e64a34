/// Where the lines of one text stand in another, as far as that is beyond doubt.
///
/// A line is certain where every longest common subsequence of the two has it at the same place. What
/// may as well stand elsewhere, or be gone, counts as not found.
struct CertainMatches {
  /// For each line of the first text its place in the second; nil where that is not certain.
  let places: [Int?]

  /// The most pairs of lines that are compared where lines of the first text are missing.
  private static let pairLimit = 4 << 20

  /// Compares two texts, given as numbers that are equal where lines are.
  init(of first: [Int], in second: [Int]) {
    if let places = CertainMatches.whole(first, second) {
      self.places = places
    } else if (first.count + 1) * (second.count + 1) <= CertainMatches.pairLimit,
      first.count < Int(UInt16.max), second.count < Int(UInt16.max)
    {
      places = CertainMatches.compared(first, second)
    } else {
      places = Array(repeating: nil, count: first.count)
    }
  }

  /// The certain places where all lines of the first text are in the second; nil where they are not.
  ///
  /// Taking each line as early and as late as it goes bounds every way to find them all.
  private static func whole(_ first: [Int], _ second: [Int]) -> [Int?]? {
    guard let early = earliest(first[...], second[...]),
      let late = earliest(first.reversed(), second.reversed())
    else { return nil }
    return zip(early, late.reversed()).map { early, late in
      early == second.count - 1 - late ? early : nil
    }
  }

  private static func earliest(
    _ first: some Collection<Int>,
    _ second: some Collection<Int>
  ) -> [Int]? {
    var places: [Int] = []
    places.reserveCapacity(first.count)
    var rest = second.enumerated().makeIterator()
    for line in first {
      while true {
        guard let (place, other) = rest.next() else { return nil }
        if other == line {
          places.append(place)
          break
        }
      }
    }
    return places
  }

  private static func compared(_ first: [Int], _ second: [Int]) -> [Int?] {
    let before = lengths(first, second)
    let backwards = lengths(first.reversed(), second.reversed())
    let width = second.count + 1
    let longest = before[first.count * width + second.count]
    /// The length of what the texts have in common from these lines on.
    func after(_ row: Int, _ column: Int) -> UInt16 {
      backwards[(first.count - row) * width + second.count - column]
    }
    return first.indices.map { row in
      var place: Int?
      for column in 0...second.count {
        let here = before[row * width + column]
        // Some way leaves this line out.
        if here + after(row + 1, column) == longest { return nil }
        guard column < second.count, first[row] == second[column],
          here + 1 + after(row + 1, column + 1) == longest
        else { continue }
        guard place == nil else { return nil }
        place = column
      }
      return place
    }
  }

  /// The lengths of the longest common subsequences of all beginnings, row by row.
  private static func lengths(_ first: [Int], _ second: [Int]) -> [UInt16] {
    let width = second.count + 1
    var lengths = [UInt16](repeating: 0, count: (first.count + 1) * width)
    for row in first.indices {
      for column in second.indices {
        let above = (row + 1) * width + column + 1
        lengths[above] =
          first[row] == second[column]
          ? lengths[row * width + column] + 1
          : max(lengths[row * width + column + 1], lengths[above - 1])
      }
    }
    return lengths
  }
}
