import struct Git.ByteKey

/// What tells elements of a document apart: sections, blocks, items, rows, keys.
struct Mark {
  /// The whole text; elements with the same are the same.
  let text: [UInt8]
  /// What it is called, where it has a name: a heading, a first cell, a key.
  var name: [UInt8]?
  /// Only elements of one kind can be the same.
  var kind = 0
  /// Whether what takes its place between the same neighbours is a new wording of it.
  var holdsPlace = false

  /// The whole text, as that of a dictionary.
  var key: ByteKey { ByteKey(text[...]) }
}

/// For each element of a side the one of the base that it is: found by text, by name, and by likeness.
struct Matching {
  private let base: [Mark]
  private let side: [Mark]
  /// The place in the base of each element of the side; nil for new ones.
  private var found: [Int?]
  /// Whether each element of the base is somewhere in the side.
  private var isTaken: [Bool]

  /// More pairs than this are not compared word by word.
  private static let maximumPairs = 1 << 10

  private init(_ side: [Mark], in base: [Mark]) {
    self.base = base
    self.side = side
    found = [Int?](repeating: nil, count: side.count)
    isTaken = [Bool](repeating: false, count: base.count)
    matchUnique { $0.text }
    // Of equal ones those that stand in the same order.
    let openBase = base.indices.filter { !isTaken[$0] }
    let openSide = side.indices.filter { found[$0] == nil }
    let alignment = Alignment(openBase.map { base[$0].key }, openSide.map { side[$0].key })
    for pair in alignment.pairs { take(openSide[pair.right], openBase[pair.left]) }
    matchUnique { $0.name }
  }

  /// Matches both sides with the base, and with each other's help.
  static func both(
    _ ours: [Mark],
    _ theirs: [Mark],
    in base: [Mark]
  ) -> (ours: [Int?], theirs: [Int?]) {
    var (left, right) = (Matching(ours, in: base), Matching(theirs, in: base))
    let (leftTaken, rightTaken) = (left.isTaken, right.isTaken)
    left.matchGaps(preferring: rightTaken)
    right.matchGaps(preferring: leftTaken)
    left.matchPlaces()
    right.matchPlaces()
    let (leftFound, rightFound) = (left, right)
    left.adopt(from: rightFound)
    right.adopt(from: leftFound)
    return (left.found, right.found)
  }

  private mutating func take(_ index: Int, _ place: Int) {
    found[index] = place
    isTaken[place] = true
  }

  /// Places by a key, of those elements that have one.
  private static func places(
    _ indices: some Sequence<Int>,
    _ marks: [Mark],
    by key: (Mark) -> [UInt8]?
  ) -> [ByteKey: [Int]] {
    var places: [ByteKey: [Int]] = [:]
    for index in indices {
      if let key = key(marks[index]) { places[ByteKey(key[...]), default: []].append(index) }
    }
    return places
  }

  /// Matches those that stand once on both sides, wherever they are.
  private mutating func matchUnique(_ key: (Mark) -> [UInt8]?) {
    let open = Matching.places(base.indices.filter { !isTaken[$0] }, base, by: key)
    let own = Matching.places(side.indices.filter { found[$0] == nil }, side, by: key)
    for (key, indices) in own where indices.count == 1 {
      guard let places = open[key], places.count == 1,
        base[places[0]].kind == side[indices[0]].kind
      else { continue }
      take(indices[0], places[0])
    }
  }

  /// Pairs what is left between two neighbours that were found, where the words are alike; of equally
  /// likely ones those of the base that the other side has.
  private mutating func matchGaps(preferring preferred: [Bool]) {
    var next = 0
    var index = 0
    while index < side.count {
      if let place = found[index] {
        next = max(next, place + 1)
        index += 1
        continue
      }
      let start = index
      while index < side.count, found[index] == nil { index += 1 }
      var end = next
      while end < base.count, !isTaken[end] { end += 1 }
      let likely = likenesses(start..<index, side, next..<end, base)
        .filter { $0.likeness >= 0.5 }
        .sorted { left, right in
          (left.likeness, preferred[left.place] ? 1 : 0, right.index, right.place)
            > (right.likeness, preferred[right.place] ? 1 : 0, left.index, left.place)
        }
      // The most alike first; those that would cross them are out.
      var chosen: [(likeness: Double, index: Int, place: Int)] = []
      for pair in likely where side[pair.index].kind == base[pair.place].kind {
        let fits = chosen.allSatisfy { other in
          (pair.index < other.index && pair.place < other.place)
            || (pair.index > other.index && pair.place > other.place)
        }
        if fits { chosen.append(pair) }
      }
      for pair in chosen { take(pair.index, pair.place) }
    }
  }

  /// Pairs what stands alone between two neighbours that are neighbours' neighbours in the base as well.
  private mutating func matchPlaces() {
    for index in side.indices where found[index] == nil && side[index].holdsPlace {
      let place = index == 0 ? 0 : found[index - 1].map { $0 + 1 }
      let next = index + 1 == side.count ? base.count : found[index + 1]
      guard let place, let next, next == place + 1, !isTaken[place], base[place].holdsPlace else {
        continue
      }
      take(index, place)
    }
  }

  private func likenesses(
    _ indices: some Collection<Int>,
    _ marks: [Mark],
    _ places: some Collection<Int>,
    _ others: [Mark]
  ) -> [(likeness: Double, index: Int, place: Int)] {
    guard indices.count * places.count <= Matching.maximumPairs, !places.isEmpty else { return [] }
    let bags = places.map { ($0, Words.Bag(others[$0].text[...])) }
    return indices.flatMap { index in
      let bag = Words.Bag(marks[index].text[...])
      return bags.map { (bag.likeness(to: $0.1), index, $0.0) }
    }
  }

  /// Takes over what the other side tells: what both changed alike, or nearly, is the same of the base.
  private mutating func adopt(from other: Matching) {
    func open() -> [Int] {
      other.side.indices.filter { index in other.found[index].map { !isTaken[$0] } ?? false }
    }
    for key in [{ $0.text }, { $0.name }] as [(Mark) -> [UInt8]?] {
      let theirs = Matching.places(open(), other.side, by: key)
      let own = Matching.places(side.indices.filter { found[$0] == nil }, side, by: key)
      for (key, indices) in own where indices.count == 1 {
        guard let places = theirs[key], places.count == 1, let place = other.found[places[0]],
          other.side[places[0]].kind == side[indices[0]].kind
        else { continue }
        take(indices[0], place)
      }
    }
    let new = side.indices.filter { found[$0] == nil }
    let likely = likenesses(new, side, open(), other.side)
      .filter { $0.likeness >= 0.6 && side[$0.index].kind == other.side[$0.place].kind }
      .sorted { ($0.likeness, $1.index, $1.place) > ($1.likeness, $0.index, $0.place) }
    for pair in likely where found[pair.index] == nil {
      if let place = other.found[pair.place], !isTaken[place] { take(pair.index, place) }
    }
  }
}
