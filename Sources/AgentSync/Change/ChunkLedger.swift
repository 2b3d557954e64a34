/// The chunks of many files, numbered, so that two files can be compared by small numbers.
struct ChunkLedger {
  /// How many different chunks there are; their numbers run from 0.
  private(set) var chunkCount = 0
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)
  private var hashes: [UInt64] = []
  private var starts = [0]
  private var numbers: [Int32] = []
  private var weights: [Int32] = []
  private var sizes: [Int] = []
  /// Where in `numbers` each chunk stands last: tells a chunk that stands twice in a file.
  private var lastPlaces: [Int] = []
  /// What is left of the opened file, by chunk; all zero while none is open.
  private var opened: [Int32] = []

  /// Takes in a file and returns its number here; they run from 0.
  mutating func add(_ content: FileContent) -> Int {
    let start = numbers.count
    for (hash, length) in zip(content.hashes, content.lengths) {
      let number = number(of: hash)
      let place = lastPlaces[number]
      if place >= start {
        weights[place] += Int32(length)
      } else {
        lastPlaces[number] = numbers.count
        numbers.append(Int32(number))
        weights.append(Int32(length))
      }
    }
    starts.append(numbers.count)
    sizes.append(content.size)
    return sizes.count - 1
  }

  /// The size of a file in bytes.
  func size(of file: Int) -> Int { sizes[file] }

  /// The places of a file's chunks, each chunk once; for `number(at:)` and `weight(at:)`.
  func places(of file: Int) -> Range<Int> { starts[file]..<starts[file + 1] }

  func number(at place: Int) -> Int { Int(numbers[place]) }

  /// How many bytes of its file a chunk makes up, all its occurrences together.
  func weight(at place: Int) -> Int { Int(weights[place]) }

  // MARK: - Comparing

  /// Makes `shared(with:)` and `drain(into:)` compare with this file, until it is closed again.
  mutating func open(_ file: Int) {
    for place in places(of: file) { opened[Int(numbers[place])] = weights[place] }
  }

  mutating func close(_ file: Int) {
    for place in places(of: file) { opened[Int(numbers[place])] = 0 }
  }

  /// How many bytes of chunks the opened file has in common with another one.
  func shared(with file: Int) -> Int {
    var shared: Int32 = 0
    for place in places(of: file) { shared += min(weights[place], opened[Int(numbers[place])]) }
    return Int(shared)
  }

  /// How many bytes of the opened file stand in another one, and are not to be counted again.
  mutating func drain(into file: Int) -> Int {
    var drained: Int32 = 0
    for place in places(of: file) {
      let number = Int(numbers[place])
      let common = min(weights[place], opened[number])
      opened[number] -= common
      drained += common
    }
    return Int(drained)
  }

  /// How alike two files are, from 0 to `Similarity.most`.
  mutating func score(_ left: Int, _ right: Int) -> Int {
    open(left)
    defer { close(left) }
    return Similarity.score(shared: shared(with: right), of: sizes[left], sizes[right])
  }

  /// How many bytes of a file stand in others, taken together.
  mutating func covered(_ file: Int, by others: some Sequence<Int>) -> Int {
    open(file)
    defer { close(file) }
    var covered = 0
    for other in others { covered += drain(into: other) }
    return covered
  }

  // MARK: - Numbering

  private mutating func number(of hash: UInt64) -> Int {
    if hashes.count * 2 >= slots.count { grow() }
    var slot = ChunkLedger.slot(of: hash, in: slots.count)
    while slots[slot] >= 0 {
      if hashes[Int(slots[slot])] == hash { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(chunkCount)
    hashes.append(hash)
    lastPlaces.append(-1)
    opened.append(0)
    chunkCount += 1
    return chunkCount - 1
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for (number, hash) in hashes.enumerated() {
      var slot = ChunkLedger.slot(of: hash, in: slots.count)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// The upper bits of a product: the lower ones of the hash depend on the last bytes too much.
  private static func slot(of hash: UInt64, in count: Int) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & (count - 1)
  }
}

/// How alike two files are, in git's measure: the share of the larger one that both have.
struct Similarity: Hashable {
  /// The score of equal files.
  static let most = 60_000
  /// The least that counts, half of the content, which is git's default as well.
  static let least = 30_000

  /// An index into the old files.
  let old: Int
  /// An index into the new files.
  let new: Int
  /// From `least` to `most`.
  let score: Int

  static func score(shared: Int, of left: Int, _ right: Int) -> Int {
    let size = max(left, right)
    return size == 0 ? 0 : shared * most / size
  }

  /// A score as git prints it.
  static func percent(_ score: Int) -> Int { score * 100 / most }

  /// A difference of scores that git prints as this many points.
  static func points(_ percent: Int) -> Int { percent * most / 100 }
}
