extension Plan.TakenUpEdit {
  /// Counts the lines in which a hand-edited output differs from the text it was made from.
  ///
  /// A line counts as often as it stands more often on one side; where lines were only moved, both
  /// counts are 0.
  init(of output: OutputText, over base: OutputText, origin: Origin?) {
    let lines = TextLines.split(output.content)
    let before = TextLines.split(base.content)
    let surplus = output.surplus(over: base)
    let common = zip(lines, before).prefix { $0 == $1 }.count
    self.init(
      added: surplus.reduce(0) { $0 + max(0, $1) },
      removed: surplus.reduce(0) { $0 + max(0, -$1) },
      firstLine: common + 1,
      origin: origin
    )
  }
}

extension OutputText {
  /// How much more often than in another text each line of the two stands in this one.
  fileprivate func surplus(over other: OutputText) -> some Collection<Int> {
    var surplus: [[UInt8]: Int] = [:]
    for line in TextLines.split(content) { surplus[line, default: 0] += 1 }
    for line in TextLines.split(other.content) { surplus[line, default: 0] -= 1 }
    return surplus.values
  }

  /// How many lines stand in one of two texts alone.
  func lineDistance(to other: OutputText) -> Int {
    surplus(over: other).reduce(0) { $0 + abs($1) }
  }

  /// The lines that say something, each once.
  var wordedLines: Set<[UInt8]> {
    Set(
      TextLines.split(content).filter { line in
        !line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 10 }
      }
    )
  }
}
