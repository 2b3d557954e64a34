extension Plan.TakenUpEdit {
  /// Counts the lines in which a hand-edited output differs from the text it was made from.
  ///
  /// A line counts as often as it stands more often on one side; where lines were only moved, both
  /// counts are 0.
  init(of output: OutputText, over base: OutputText, origin: Origin?) {
    let lines = TextLines.split(output.content)
    let before = TextLines.split(base.content)
    var surplus: [[UInt8]: Int] = [:]
    for line in lines { surplus[line, default: 0] += 1 }
    for line in before { surplus[line, default: 0] -= 1 }
    let common = zip(lines, before).prefix { $0 == $1 }.count
    self.init(
      added: surplus.values.reduce(0) { $0 + max(0, $1) },
      removed: surplus.values.reduce(0) { $0 + max(0, -$1) },
      firstLine: common + 1,
      origin: origin
    )
  }
}

extension OutputText {
  /// The lines that say something, each once.
  var wordedLines: Set<[UInt8]> {
    Set(
      TextLines.split(content).filter { line in
        !line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 10 }
      }
    )
  }
}
