/// Pairs of equal elements of two sequences, in one order on both sides, as a diff would keep them.
///
/// Anchors are elements that stand once on each side, as in patience diff; what lies between two anchors
/// is aligned again, and short stretches exactly. The work is bounded: a hostile text costs matches and
/// never more than a small multiple of its length.
struct Alignment {
  /// Ascending on both sides.
  private(set) var pairs: [(left: Int, right: Int)] = []

  private let left: [Int]
  private let right: [Int]
  /// Cells that exact alignment may still fill in.
  private var budget = 1 << 22

  private static let maximumDepth = 40

  init<Element: Hashable>(_ left: [Element], _ right: [Element]) {
    // What both begin or end with needs no numbers.
    let shorter = min(left.count, right.count)
    var start = 0
    while start < shorter, left[start] == right[start] { start += 1 }
    var end = 0
    while end < shorter - start, left[left.count - 1 - end] == right[right.count - 1 - end] {
      end += 1
    }
    var numbers: [Element: Int] = [:]
    func number(_ element: Element) -> Int {
      if let known = numbers[element] { return known }
      numbers[element] = numbers.count
      return numbers.count - 1
    }
    self.init(
      numbers: left[start..<(left.count - end)].map(number),
      right[start..<(right.count - end)].map(number)
    )
    pairs =
      (0..<start).map { ($0, $0) } + pairs.map { ($0.left + start, $0.right + start) }
      + (0..<end).reversed().map { (left.count - 1 - $0, right.count - 1 - $0) }
  }

  /// Pairs elements that are numbered already.
  init(numbers left: [Int], _ right: [Int]) {
    self.left = left
    self.right = right
    align(left.indices, right.indices, depth: 0)
  }

  private mutating func align(_ lefts: Range<Int>, _ rights: Range<Int>, depth: Int) {
    var (start, end) = (lefts.lowerBound, lefts.upperBound)
    var (otherStart, otherEnd) = (rights.lowerBound, rights.upperBound)
    while start < end, otherStart < otherEnd, left[start] == right[otherStart] {
      pairs.append((start, otherStart))
      start += 1
      otherStart += 1
    }
    var tail: [(left: Int, right: Int)] = []
    while start < end, otherStart < otherEnd, left[end - 1] == right[otherEnd - 1] {
      end -= 1
      otherEnd -= 1
      tail.append((end, otherEnd))
    }
    defer { pairs += tail.reversed() }
    guard start < end, otherStart < otherEnd, depth < Alignment.maximumDepth else { return }
    let cells = (end - start) * (otherEnd - otherStart)
    if cells <= 1 << 12 || cells <= 1 << 20 && cells <= budget / 4 {
      budget -= cells
      if budget > 0 { alignExactly(start..<end, otherStart..<otherEnd) }
      return
    }
    var (from, otherFrom) = (start, otherStart)
    for anchor in anchors(start..<end, otherStart..<otherEnd) {
      align(from..<anchor.left, otherFrom..<anchor.right, depth: depth + 1)
      pairs.append(anchor)
      (from, otherFrom) = (anchor.left + 1, anchor.right + 1)
    }
    if from > start { align(from..<end, otherFrom..<otherEnd, depth: depth + 1) }
  }

  /// The longest ascending run of elements that stand once on either side.
  private func anchors(
    _ lefts: Range<Int>,
    _ rights: Range<Int>
  ) -> [(left: Int, right: Int)] {
    var places: [Int: (left: Int, right: Int, lefts: Int, rights: Int)] = [:]
    for index in lefts {
      let seen = places[left[index]]
      places[left[index]] = (index, 0, (seen?.lefts ?? 0) + 1, 0)
    }
    for index in rights {
      guard let seen = places[right[index]] else { continue }
      places[right[index]] = (seen.left, index, seen.lefts, seen.rights + 1)
    }
    let unique = places.values.filter { $0.lefts == 1 && $0.rights == 1 }
      .sorted { $0.left < $1.left }
    return longestAscending(unique.map { ($0.left, $0.right) })
  }

  private func longestAscending(_ found: [(Int, Int)]) -> [(left: Int, right: Int)] {
    // Patience sorting: the last element of the best run of each length, and who came before it.
    var tops: [Int] = []
    var previous: [Int?] = []
    for (index, element) in found.enumerated() {
      var (low, high) = (0, tops.count)
      while low < high {
        let middle = (low + high) / 2
        if found[tops[middle]].1 < element.1 { low = middle + 1 } else { high = middle }
      }
      previous.append(low > 0 ? tops[low - 1] : nil)
      if low < tops.count { tops[low] = index } else { tops.append(index) }
    }
    var run: [(left: Int, right: Int)] = []
    var next = tops.last
    while let index = next {
      run.append((found[index].0, found[index].1))
      next = previous[index]
    }
    return run.reversed()
  }

  /// The longest common subsequence, by its table.
  private mutating func alignExactly(_ lefts: Range<Int>, _ rights: Range<Int>) {
    let width = rights.count + 1
    var table = [Int32](repeating: 0, count: (lefts.count + 1) * width)
    for row in stride(from: lefts.count - 1, through: 0, by: -1) {
      for column in stride(from: rights.count - 1, through: 0, by: -1) {
        let place = row * width + column
        if left[lefts.lowerBound + row] == right[rights.lowerBound + column] {
          table[place] = table[place + width + 1] + 1
        } else {
          table[place] = max(table[place + width], table[place + 1])
        }
      }
    }
    var (row, column) = (0, 0)
    while row < lefts.count, column < rights.count {
      let (here, there) = (lefts.lowerBound + row, rights.lowerBound + column)
      if left[here] == right[there] {
        pairs.append((here, there))
        row += 1
        column += 1
      } else if table[(row + 1) * width + column] >= table[row * width + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
  }
}
