package import AgentModel

/// What is to be done with one output; made from texts alone.
package enum Decision: Hashable, Sendable {
  /// O = G.
  case inStep
  /// Nothing was there.
  case create
  /// O is what was generated before, or a person asked to replace it: write G.
  case write
  /// O is a hand edit, and stays; its pristine text is G.
  case keepEdit(from: OutputText?)
  /// Hand edit and source were merged to this text.
  case merged(OutputText, from: OutputText)
  /// The output was deleted by hand and stays away.
  case suppress
  /// The agent is gone and the output untouched: it goes too.
  case remove
  /// The agent is gone, and a person keeps the file as their own.
  case release
  /// It stays as it is.
  case refuse(Refusal)

  /// Why an output stays as it is.
  package enum Refusal: Hashable, Sendable {
    case conflict(ConflictSides)
    case foreign
    case unknownBase
  }

  /// What is known of an output without looking into its history.
  package struct Facts {
    /// O; nil where nothing stands there.
    package let output: OutputText?
    /// G; nil where the agent is gone.
    package let generated: OutputText?
    /// Whether the registry lists the output, now or in a parent of the head.
    package let isRegistered: Bool
    package let isSuppressed: Bool
    package let adopts: Bool
    package let replaces: Bool

    package init(
      output: OutputText?,
      generated: OutputText?,
      isRegistered: Bool,
      isSuppressed: Bool,
      adopts: Bool,
      replaces: Bool
    ) {
      self.output = output
      self.generated = generated
      self.isRegistered = isRegistered
      self.isSuppressed = isSuppressed
      self.adopts = adopts
      self.replaces = replaces
    }
  }

  /// Decides by the table of the design's section 6.
  ///
  /// `base` finds the text the output was made from; it is asked only where the rest can't tell.
  package init(_ facts: Facts, base: () throws(Problem) -> Base) throws(Problem) {
    switch (facts.output, facts.generated) {
    case (nil, nil): self = .release
    case (nil, let generated?): self = try Decision.absent(facts, generated, base)
    case (let output?, nil): self = try Decision.orphaned(facts, output, base)
    case (let output?, let generated?) where output == generated: self = .inStep
    case (let output?, let generated?):
      self = try Decision.differing(facts, output, generated, base)
    }
  }

  private static func absent(
    _ facts: Facts,
    _ generated: OutputText,
    _ base: () throws(Problem) -> Base
  ) throws(Problem) -> Decision {
    guard facts.isRegistered else { return .create }
    if facts.replaces { return .create }
    if facts.isSuppressed || facts.adopts { return .suppress }
    switch try base() {
    case .text(generated): return .suppress
    case .text(let made):
      return .refuse(.conflict(ConflictSides(base: made, ours: nil, theirs: generated)))
    case .none, .unknown: return .refuse(.unknownBase)
    }
  }

  private static func orphaned(
    _ facts: Facts,
    _ output: OutputText,
    _ base: () throws(Problem) -> Base
  ) throws(Problem) -> Decision {
    if facts.replaces { return .remove }
    if facts.adopts { return .release }
    switch try base() {
    case .text(output): return .remove
    case .text(let made):
      return .refuse(.conflict(ConflictSides(base: made, ours: output, theirs: nil)))
    case .none, .unknown: return .refuse(.unknownBase)
    }
  }

  private static func differing(
    _ facts: Facts,
    _ output: OutputText,
    _ generated: OutputText,
    _ base: () throws(Problem) -> Base
  ) throws(Problem) -> Decision {
    if facts.replaces { return .write }
    if facts.adopts { return .keepEdit(from: generated) }
    guard facts.isRegistered else { return .refuse(.foreign) }
    guard case .text(let made) = try base() else { return .refuse(.unknownBase) }
    if made == output { return .write }
    if made == generated { return .keepEdit(from: made) }
    let sides = ConflictSides(base: made, ours: output, theirs: generated)
    guard let content = sides.merged?.text else { return .refuse(.conflict(sides)) }
    let text = OutputText(OutputText.bytes(of: content, in: output.shape))
    return text == generated ? .write : .merged(text, from: made)
  }
}
