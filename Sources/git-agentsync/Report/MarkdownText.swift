import AgentSync

/// Puts words that others wrote into Markdown so that they stay words.
///
/// GitHub and GitLab do more than CommonMark with a text: they link `@names`, `#12`, `a/b#1`, commit ids and
/// addresses, read `:emoji:`, `$formulas$` and HTML. They leave code alone, so whatever isn't plain prose becomes code.
enum MarkdownText {
  /// A name or path as code.
  static func code(_ name: String, limit: Int = 160) -> String {
    let shown = name.cut(to: limit).escapedForTerminal.cut(to: limit).withoutRunnerCommands
    guard !shown.isEmpty else { return "`''`" }
    // A bar would end the cell of a table, in code too, and may not be escaped the same way everywhere.
    return shown.unicodeScalars.split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : span(Array($0)) }
      .joined(separator: "&#124;")
  }

  /// One line of text as code, between backticks of which it holds none as many in a row.
  private static func span(_ scalars: [Unicode.Scalar]) -> String {
    var longest = 0
    var run = 0
    for scalar in scalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let ends = [scalars.first, scalars.last]
    // Where both ends are blank, one of each would be taken away; beside a backtick one is needed.
    let isPadded =
      ends.contains("`") || ends.allSatisfy { $0 == " " } && !scalars.allSatisfy { $0 == " " }
    var text = fence + (isPadded ? " " : "")
    text.unicodeScalars.append(contentsOf: scalars)
    return text + (isPadded ? " " : "") + fence
  }

  /// A sentence that holds names: words of letters stay, everything else becomes code.
  static func prose(_ sentence: String, limit: Int = 600) -> String {
    let words = sentence.cut(to: limit).split(separator: " ", omittingEmptySubsequences: false)
    var parts: [String] = []
    var odd: [Substring] = []
    func close() {
      if !odd.isEmpty { parts.append(quoted(odd.joined(separator: " "), limit: limit)) }
      odd = []
    }
    for word in words {
      if isPlain(word) {
        close()
        parts.append(String(word))
      } else {
        // In a list of names each is code of its own.
        if word.first == "'" { close() }
        odd.append(word)
        if word.last(where: { !",.;:)".contains($0) }) == "'" { close() }
      }
    }
    close()
    return parts.joined(separator: " ")
  }

  /// The marks that stand around words in a sentence.
  private static let openers: Set<Character> = ["'", "("]
  private static let closers: Set<Character> = ["'", ")", ",", ".", ";", ":"]

  /// Words with the marks around them: before, the words themselves, behind.
  private static func parts(
    of words: some StringProtocol
  ) -> (opening: String, core: String, closing: String) {
    let opening = words.prefix { openers.contains($0) }
    let rest = words.dropFirst(opening.count)
    let closing = rest.reversed().prefix { closers.contains($0) }
    let core = rest.dropLast(closing.count)
    return (String(opening), String(core), String(String(closing).reversed()))
  }

  /// Words as code, the marks of the sentence outside; code needs no quotes.
  private static func quoted(_ words: String, limit: Int) -> String {
    let (opening, core, closing) = parts(of: words)
    guard !core.isEmpty else { return code(words, limit: limit) }
    guard opening.last == "'", closing.first == "'" else {
      return "\(opening)\(code(core, limit: limit))\(closing)"
    }
    return "\(opening.dropLast())\(code(core, limit: limit))\(closing.dropFirst())"
  }

  /// Whether a word is nothing but letters or a small number, in the marks that sentences have.
  private static func isPlain(_ word: Substring) -> Bool {
    let core = parts(of: word).core
    guard !core.isEmpty else { return false }
    if core.allSatisfy({ $0.isASCII && $0.isNumber }) { return core.count < 6 }
    let isWord = core.allSatisfy { $0.isASCII && $0.isLetter || $0 == "'" || $0 == "-" }
    guard isWord, core.first != "-", core.last != "-" else { return false }
    // It might be the id of a commit.
    return core.count < 7 || !core.allSatisfy(\.isHexDigit)
  }

  /// A phrase with its names as code.
  static func text(_ phrase: Phrase) -> String {
    phrase.pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .name(let name): code(name)
      case .value(let value): code(value, limit: 72)
      case .message(let message): prose(message)
      }
    }.joined()
  }
}
