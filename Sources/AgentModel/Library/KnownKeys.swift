import struct Git.RepoPath

/// The front matter keys whose meaning is known, with the type that each must have.
enum KnownKeys {
  enum Shape: String {
    case text = "a string"
    case truth = "'true' or 'false'"
    case texts = "a string or a list of strings"
    case mappings = "a list of mappings"
    case mapping = "a mapping"
  }

  static let shapes: [String: Shape] = [
    "id": .text, "name": .text, "title": .text, "description": .text, "version": .text,
    "priority": .text, "status": .text, "role": .text, "agent": .text, "mode": .text,
    "argument-hint": .text, "target": .text, "color": .text, "license": .text,
    "compatibility": .text, "tools": .texts, "model": .texts, "agents": .texts,
    "allowed-tools": .texts, "disallowedTools": .texts, "applyTo": .texts, "extends": .texts,
    "modules": .texts, "handoffs": .mappings, "targets": .mapping, "metadata": .mapping,
    "mcp-servers": .mapping, "hooks": .mapping, "user-invocable": .truth,
    "disable-model-invocation": .truth,
  ]
  /// Keys of targets that may have any value here; what a target can't take, it says itself.
  private static let untyped: Set = ["context", "github", "infer", "user-invokable"]

  private static let sortedKeys = shapes.keys.sorted().map { (key: $0, lowered: $0.lowercased()) }

  /// What is wrong with the keys of front matter: `.wrongType` (an error), `.misspeltKey`, `.unknownKey`.
  static func findings(in frontMatter: FrontMatter, at path: RepoPath) -> [Problem] {
    frontMatter.pairs.compactMap { pair in
      guard let shape = shapes[pair.key] else {
        if untyped.contains(pair.key) { return nil }
        return nearest(to: pair.key).map { .misspelt(pair, knownKey: $0, at: path) }
          ?? .unknown(pair, at: path)
      }
      return fits(pair.item.value, shape) ? nil : .wrongType(pair, shape, at: path)
    }
  }

  /// A key without a value fits everywhere: it counts as absent.
  private static func fits(_ value: YAMLValue, _ shape: Shape) -> Bool {
    if case .scalar("", quoted: false) = value { return true }
    switch shape {
    case .text: return value.text != nil || value == .scalar("", quoted: true)
    case .truth: return value.boolean != nil
    case .texts:
      if let items = value.items { return items.allSatisfy { $0.value.text != nil } }
      guard case .scalar(let text, let quoted) = value else { return false }
      // A number or a truth value names no tool, no agent and no file.
      return quoted || Double(text) == nil && value.boolean == nil
    case .mappings: return value.items?.allSatisfy { $0.value.pairs != nil } ?? false
    case .mapping: return value.pairs != nil
    }
  }

  /// The known key that an unknown one may be a slip of: the same in another case, or one letter off.
  static func nearest(to key: String) -> String? {
    let lowered = key.lowercased()
    if let twin = sortedKeys.first(where: { $0.lowered == lowered }) { return twin.key }
    // Short words are too close to each other.
    guard key.unicodeScalars.count >= 4 else { return nil }
    return sortedKeys.first { known in
      known.key.count >= 4 && editDistance(known.lowered, lowered, limit: 1) != nil
    }?.key
  }
}

extension Problem {
  fileprivate static func misspelt(_ pair: YAMLPair, knownKey: String, at path: RepoPath) -> Problem
  {
    Problem(
      .misspeltKey,
      severity: .warning,
      at: Place(path, line: pair.line, column: pair.column),
      "the key '\(pair.key)' is not known",
      hint: "did you mean '\(knownKey)'?"
    )
  }

  fileprivate static func unknown(_ pair: YAMLPair, at path: RepoPath) -> Problem {
    Problem(
      .unknownKey,
      severity: .warning,
      at: Place(path, line: pair.line, column: pair.column),
      "the key '\(pair.key)' is not known and goes into no output",
      hint: "put what is yours below 'metadata', or leave it: it does no harm"
    )
  }

  fileprivate static func wrongType(
    _ pair: YAMLPair,
    _ shape: KnownKeys.Shape,
    at path: RepoPath
  ) -> Problem {
    Problem(
      .wrongType,
      at: Place(path, line: pair.item.line, column: pair.item.column),
      "the value of '\(pair.key)' must be \(shape.rawValue)",
      hint: "correct the value, or leave the key out"
    )
  }
}
