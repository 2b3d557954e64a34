package import AgentModel

package import struct Git.RepoPath

/// A file that VS Code reads, taken apart as VS Code does it, for rules to look at.
///
/// It is made once and never changes; some hundred rules get it handed, so it is no value to copy.
package final class RuleFile: Sendable {
  /// Whose rules an agent is written for.
  package enum Audience: Sendable {
    /// Both VS Code and GitHub: no `target`.
    case all
    case vscode
    case github
    case claude
  }

  package let path: RepoPath
  package let kind: CustomizationKind
  /// The file as it stands in the tree.
  package let bytes: [UInt8]
  package let lines: LineIndex
  /// nil where the first line is no `---`, or VS Code doesn't see it for a byte order mark.
  package let header: EditorHeader?
  /// nil where the file is no JSON by its kind.
  package let json: JSONText?
  /// UTF-8 offsets: behind the header, else the whole file.
  package let body: Range<Int>
  /// What the body points to as VS Code reads it, in the order of the text.
  package let pointers: [BodyPointer]
  package let audience: Audience
  /// The file's name without the ending of its kind: what VS Code calls it where it has no `name`.
  package let stem: String
  /// The name under which VS Code shows it and others find it.
  package let displayName: String
  /// What a person doesn't see in it, header and code included.
  package let hidden: [HiddenRun]
  /// What a person doesn't see in its path, and what breaks the line that shows it.
  let hiddenInPath: [HiddenRun]
  /// Words of two scripts, in the order of the text.
  let mixedWords: [MixedWord]
  /// The body without what is shown as it is written.
  let prose: Prose

  package init(path: RepoPath, kind: CustomizationKind, bytes: [UInt8]) {
    self.path = path
    self.kind = kind
    self.bytes = bytes
    lines = LineIndex(bytes)
    let header = kind.isMarkdown ? EditorHeader(reading: bytes) : nil
    let body = (header.map { $0.bodyStart(in: bytes) } ?? 0)..<bytes.count
    let stem = RuleFile.stem(of: path, kind)
    let name = header?["name"]?.text
    self.header = header
    self.body = body
    self.stem = stem
    displayName = name.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } ?? stem
    json = kind == .hooks || kind == .settings ? JSONText(bytes) : nil
    pointers = kind.isMarkdown ? bodyPointers(in: bytes, body) : []
    hidden = hiddenRuns(of: hiddenCharacters(in: bytes))
    hiddenInPath = Rules.hiddenInPath(path)
    mixedWords = Rules.mixedWords(in: bytes)
    prose = Prose(of: bytes, body)
    audience =
      switch (kind, header?["target"]?.text) {
      case (.claudeAgent, _), (.claudeRules, _): .claude
      case (.agent, "github-copilot"): .github
      case (.agent, "vscode"): .vscode
      default: .all
      }
  }

  private static func stem(of path: RepoPath, _ kind: CustomizationKind) -> String {
    if kind == .skill { return path.parent?.name ?? "" }
    let name = path.name
    for ending in [".prompt.md", ".agent.md", ".chatmode.md", ".instructions.md", ".md", ".json"]
    where name.lowercased().hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// The text of a range of the file.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// A finding of a rule at a place of this file.
  ///
  /// - Parameters:
  ///   - offset: UTF-8 offset; nil where the whole file is meant.
  ///   - message: No capital, no full stop, the subject in single quotes, one line.
  ///   - hint: What to do about it, one line.
  /// - Returns: The finding, at its line and column.
  package func finding(at offset: Int?, _ message: String, hint: String? = nil) -> RuleFinding {
    RuleFinding(
      place: offset.map { lines.place(of: $0, in: path) } ?? Problem.Place(path),
      message: message,
      hint: hint
    )
  }
}

/// What a rule has to say of a file; the rule's code and severity are put to it by whoever asked.
package struct RuleFinding: Hashable, Sendable {
  package let place: Problem.Place
  package let message: String
  package let hint: String?

  package init(place: Problem.Place, message: String, hint: String? = nil) {
    self.place = place
    self.message = message
    self.hint = hint
  }
}
