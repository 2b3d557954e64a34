/// The patterns of an `applyTo` as VS Code takes it apart: at commas outside of braces and brackets.
struct GlobList {
  /// As written between the commas, white space cut off.
  let patterns: [String]

  init(_ text: String) {
    var patterns: [String] = []
    var pattern = ""
    var braces = 0
    var brackets = 0
    for character in text {
      switch character {
      case ",":
        if braces == 0, brackets == 0 {
          patterns.append(pattern)
          pattern = ""
          continue
        }
      case "{": braces += 1
      case "}": braces = max(0, braces - 1)
      case "[": brackets += 1
      case "]": brackets = max(0, brackets - 1)
      default: break
      }
      pattern.append(character)
    }
    // Nothing behind the last comma is no pattern, and no fault.
    if !pattern.isEmpty { patterns.append(pattern) }
    self.patterns = patterns.map(Self.trimmed)
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Why a pattern matches nothing, or less than is written; nil where it is a good one.
  static func fault(_ pattern: String) -> String? {
    if pattern.isEmpty { return "is empty" }
    var braces = 0
    var bracket: [Character]?
    for character in pattern {
      if let range = bracket {
        if character == "]" {
          if hasBackwardRange(range) { return "has a range that runs backwards" }
          bracket = nil
        } else {
          bracket?.append(character)
        }
        continue
      }
      switch character {
      case "[": bracket = []
      case "{": braces += 1
      case "}": braces -= 1
      default: break
      }
    }
    if bracket != nil { return "has a bracket that nothing closes" }
    return braces > 0 ? "has a brace that nothing closes" : nil
  }

  private static func hasBackwardRange(_ range: [Character]) -> Bool {
    guard range.count >= 3 else { return false }
    return (1..<(range.count - 1)).contains { range[$0] == "-" && range[$0 - 1] > range[$0 + 1] }
  }
}

extension RuleFile {
  /// A pattern with the offset of the value that holds it.
  struct PlacedGlob {
    let pattern: String
    let offset: Int
  }

  /// Whether VS Code reads the header as that of instructions.
  var isInstructions: Bool { kind == .instructions || isCopilotInstructions }

  /// The patterns of `applyTo`, or of `paths` in Claude's dialect; what is no text is left out.
  var globs: [PlacedGlob] {
    let values: [EditorValue] =
      if isInstructions {
        [header?["applyTo"]].compactMap { $0 }
      } else if kind == .claudeRules {
        header?["paths"]?.items ?? []
      } else {
        []
      }
    return values.flatMap { value in
      value.text.map {
        GlobList($0).patterns.map { PlacedGlob(pattern: $0, offset: value.range.lowerBound) }
      }
        ?? []
    }
  }
}
