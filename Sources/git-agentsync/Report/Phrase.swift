import AgentModel
import AgentSync
import Git

/// A sentence of our own words and of what stands in a repository, which each form escapes in its own way.
///
/// What a literal says is ours; what is put in is not, and nothing of it is ever read as markup.
struct Phrase: Hashable, ExpressibleByStringInterpolation {
  enum Piece: Hashable {
    /// Words of the program.
    case words(String)
    /// A name or a path.
    case name(String)
    /// A value, which may be a whole text.
    case value(String)
    /// A sentence that holds names, as problems have it.
    case message(String)
  }

  let pieces: [Piece]

  init(stringLiteral value: String) {
    pieces = [.words(value)]
  }

  init(stringInterpolation: StringInterpolation) {
    pieces = stringInterpolation.pieces
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.words(literal)) }
    }

    mutating func appendInterpolation(_ name: String) { pieces.append(.name(name)) }

    mutating func appendInterpolation(_ path: RepoPath) { pieces.append(.name(path.string)) }

    mutating func appendInterpolation(_ number: Int) { pieces.append(.words(String(number))) }

    mutating func appendInterpolation(_ phrase: Phrase) { pieces += phrase.pieces }

    mutating func appendInterpolation(value: String) { pieces.append(.value(value)) }

    mutating func appendInterpolation(message: String) { pieces.append(.message(message)) }

    mutating func appendInterpolation(_ count: Int, of noun: String) {
      pieces.append(.words("\(count) \(noun)\(count == 1 ? "" : "s")"))
    }
  }

  /// The sentence for a terminal.
  var text: String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .name(let name): name.escapedForTerminal
      case .message(let message): message.escapedForTerminal
      case .value(let value): "'\(value.cut(to: 72).escapedForTerminal)'"
      }
    }.joined()
  }
}

extension [Phrase] {
  /// All in one, with words between them.
  func joined(by words: String) -> Phrase {
    var joined: Phrase = ""
    for (index, phrase) in enumerated() {
      joined = index == 0 ? phrase : Phrase("\(joined)\(Phrase(stringLiteral: words))\(phrase)")
    }
    return joined
  }
}

extension String {
  /// What a person takes in at a glance, with a mark where more was.
  func cut(to limit: Int) -> String {
    guard unicodeScalars.count > limit else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(limit - 1))) + "…"
  }
}
