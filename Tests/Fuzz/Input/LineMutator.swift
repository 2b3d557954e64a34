import LibFuzzer

/// What libFuzzer calls to make a new input from one that it has.
///
/// Bytes at random seldom make three versions of one document. So half of the changes go by lines: from
/// one version to another, away, or elsewhere; the rest is the fuzzer's own, in one version at a time.
@_cdecl("LLVMFuzzerCustomMutator")
package func mutateInput(
  _ data: UnsafeMutablePointer<UInt8>,
  _ size: Int,
  _ capacity: Int,
  _ seed: UInt32
) -> Int {
  var mutator = LineMutator(random: SplitMix(state: UInt64(seed)))
  var input = FuzzInput(data, size)
  mutator.change(&input)
  let bytes = input.bytes
  guard bytes.count <= capacity else { return LLVMFuzzerMutate(data, size, capacity) }
  _ = UnsafeMutableBufferPointer(start: data, count: capacity).update(fromContentsOf: bytes)
  return bytes.count
}

/// Changes three versions of a text, line by line or byte by byte.
private struct LineMutator {
  var random: SplitMix

  mutating func change(_ input: inout FuzzInput) {
    let own = random.below(3)
    switch random.below(16) {
    case 0..<6: input.texts[own] = bytesChanged(input.texts[own])
    case 6..<8: input.texts[own] = input.texts[random.below(3)]
    case 8: input.texts = input.texts.shuffled(using: &random)
    default:
      var lines = LineMutator.lines(of: input.texts[own])
      change(&lines, with: LineMutator.lines(of: input.texts[random.below(3)]))
      input.texts[own] = Array(lines.joined())
    }
  }

  /// Changes lines, with those of another version at hand.
  private mutating func change(_ lines: inout [[UInt8]], with others: [[UInt8]]) {
    let place = run(of: lines)
    switch random.below(6) {
    case 0: lines.insert(contentsOf: others[run(of: others)], at: place.lowerBound)
    case 1: lines.replaceSubrange(place, with: others[run(of: others)])
    case 2: lines.removeSubrange(place)
    case 3:
      let moved = lines[place]
      lines.removeSubrange(place)
      lines.insert(contentsOf: moved, at: random.below(lines.count + 1))
    case 4: lines.insert(contentsOf: lines[place], at: random.below(lines.count + 1))
    default:
      guard let line = place.first else { return }
      lines[line] = bytesChanged(lines[line].dropLast()) + [10]
    }
  }

  /// The fuzzer's own changes to a text; a NUL that comes of it is a line's end.
  private func bytesChanged(_ text: [UInt8]) -> [UInt8] {
    let room = text.count + 64
    let changed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      _ = buffer.initialize(fromContentsOf: text)
      count = buffer.baseAddress.map { LLVMFuzzerMutate($0, text.count, room) } ?? 0
    }
    return changed.map { $0 == 0 ? 10 : $0 }
  }

  /// A few lines in a row; none of an empty text.
  private mutating func run(of lines: [[UInt8]]) -> Range<Int> {
    guard !lines.isEmpty else { return 0..<0 }
    let start = random.below(lines.count)
    return start..<min(lines.count, start + 1 + random.below(4))
  }

  private static func lines(of text: [UInt8]) -> [[UInt8]] {
    text.split(separator: 10, omittingEmptySubsequences: false).map { $0 + [10] }
  }
}

/// The generator SplitMix64: the fuzzer gives a seed for every change.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int {
    Int.random(in: 0..<max(1, bound), using: &self)
  }
}
