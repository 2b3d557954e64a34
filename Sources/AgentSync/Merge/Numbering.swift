import struct Git.ByteKey

/// Numbers for stretches of bytes, the same for equal ones: what is compared often is hashed once.
struct Numbering {
  private var numbers: [ByteKey: Int] = [:]
  /// What each number stands for.
  private(set) var texts: [ArraySlice<UInt8>] = []

  var count: Int { texts.count }

  /// The numbers of stretches, new ones for those that were not seen before.
  mutating func numbers(of stretches: [ArraySlice<UInt8>]) -> [Int] {
    numbers.reserveCapacity(max(texts.count, stretches.count))
    return stretches.map { stretch in
      let number = Numbering.known(&numbers[ByteKey(stretch)], or: texts.count)
      if number == texts.count { texts.append(stretch) }
      return number
    }
  }

  /// What stands in a place of the dictionary, which is looked for once.
  private static func known(_ place: inout Int?, or next: Int) -> Int {
    if let place { return place }
    place = next
    return next
  }

  /// How often each number stands among some.
  func counts(of numbers: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for number in numbers { counts[number] += 1 }
    return counts
  }
}
