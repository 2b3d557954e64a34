/// The keys of a handoff, as of September 2026.
enum HandoffKeys {
  /// An item that lacks one of them is dropped.
  static let required = ["label", "agent", "prompt"]
  static let known: Set = ["agent", "label", "model", "prompt", "send", "showContinueOn"]
  /// Those whose value must be text, beside label and agent.
  static let texts = ["prompt", "model"]
  static let booleans = ["send", "showContinueOn"]
}
