/// A model of how VS Code reads front matter, written from a description of its reader.
///
/// It knows no types, cuts a plain scalar at `: ` and ` #`, and stops without a word at the first thing it
/// can't place, so that whatever follows is lost. It exists to catch output that strict YAML and VS Code
/// would read differently.
struct VSCodeReader {
  indirect enum Node: Hashable {
    case scalar(String)
    case list([Node])
    case map([Entry])
  }

  struct Entry: Hashable {
    let key: String
    let value: Node
  }

  struct Result {
    let node: Node?
    let errors: [String]
  }

  private enum Token: Hashable {
    case scalar(String, isPlain: Bool)
    case colon
    case dash
    case punctuation(Unicode.Scalar)
    case newline
    case end
  }

  private struct Placed {
    let token: Token
    let column: Int
  }

  private var tokens: [Placed] = []
  private var position = 0
  private var errors: [String] = []

  /// Reads the text between the two `---` lines.
  static func read(_ text: String) -> Result {
    var reader = VSCodeReader()
    var scanner = Scanner(text)
    reader.tokens = scanner.scan()
    reader.skipNewlines()
    let node = reader.token == .end ? nil : reader.value(deeperThan: -1)
    return Result(node: node, errors: reader.errors)
  }

  /// Splits a file as VS Code does: nil where it sees no header.
  static func split(_ file: String) -> (header: String, body: String)? {
    var lines = file.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func isFence(_ line: String) -> Bool {
      line.hasPrefix("---") && line.dropFirst(3).allSatisfy(\.isWhitespace)
    }
    guard let first = lines.first, isFence(first) else { return nil }
    lines.removeFirst()
    guard let end = lines.firstIndex(where: isFence) else {
      return (lines.joined(separator: "\n"), "")
    }
    return (
      lines[..<end].joined(separator: "\n"), lines[(end + 1)...].joined(separator: "\n")
    )
  }

  // MARK: Parser

  private var token: Token { tokens[min(position, tokens.count - 1)].token }
  private var column: Int { tokens[min(position, tokens.count - 1)].column }
  private var following: Token { tokens[min(position + 1, tokens.count - 1)].token }

  private mutating func skipNewlines() {
    while token == .newline { position += 1 }
  }

  private mutating func value(deeperThan parent: Int) -> Node? {
    skipNewlines()
    switch token {
    case .punctuation("["): return flowList()
    case .punctuation("{"): return flowMap()
    case .dash: return blockList(at: column)
    case .scalar(let text, let isPlain):
      if following == .colon { return blockMap(at: column) }
      position += 1
      return .scalar(isPlain ? continued(text, deeperThan: parent) : text)
    default: return nil
    }
  }

  private mutating func blockMap(at indent: Int) -> Node {
    var entries: [Entry] = []
    while true {
      let start = position
      skipNewlines()
      guard case .scalar(let key, _) = token, following == .colon, column >= indent else {
        position = start
        break
      }
      if column > indent, !entries.isEmpty { errors.append("unexpected-indentation") }
      position += 2
      let value = mapValue(at: indent)
      if entries.contains(where: { $0.key == key }) { errors.append("duplicate-key") }
      entries.append(Entry(key: key, value: value))
    }
    return .map(entries)
  }

  private mutating func mapValue(at indent: Int) -> Node {
    if token != .newline, token != .end {
      if case .scalar(let text, let isPlain) = token {
        position += 1
        return .scalar(isPlain ? continued(text, deeperThan: indent) : text)
      }
      return value(deeperThan: indent) ?? .scalar("")
    }
    skipNewlines()
    if token == .end || column < indent || (column == indent && token != .dash) {
      errors.append("missing-value")
      return .scalar("")
    }
    return value(deeperThan: indent) ?? .scalar("")
  }

  private mutating func blockList(at indent: Int) -> Node {
    var items: [Node] = []
    while true {
      let start = position
      skipNewlines()
      guard token == .dash, column == indent else {
        position = start
        break
      }
      position += 1
      if token == .newline {
        skipNewlines()
        if token == .end || column <= indent {
          errors.append("missing-value")
          items.append(.scalar(""))
          continue
        }
      }
      items.append(value(deeperThan: indent) ?? .scalar(""))
    }
    return .list(items)
  }

  /// A plain scalar goes on in deeper lines that are no keys.
  private mutating func continued(_ first: String, deeperThan parent: Int) -> String {
    var text = first
    while token == .newline {
      let start = position
      skipNewlines()
      guard case .scalar(let more, _) = token, following != .colon, column > parent else {
        position = start
        break
      }
      text += " " + more
      position += 1
    }
    return text
  }

  private mutating func flowList() -> Node {
    position += 1
    var items: [Node] = []
    while true {
      skipNewlines()
      switch token {
      case .punctuation("]"):
        position += 1
        return .list(items)
      case .end:
        errors.append("expected-flow-seq-end")
        return .list(items)
      case .punctuation(","): position += 1
      default:
        guard let item = value(deeperThan: -1) else {
          errors.append("unexpected-token")
          position += 1
          continue
        }
        items.append(item)
      }
    }
  }

  private mutating func flowMap() -> Node {
    position += 1
    var entries: [Entry] = []
    while true {
      skipNewlines()
      switch token {
      case .punctuation("}"):
        position += 1
        return .map(entries)
      case .punctuation(","): position += 1
      case .scalar(let key, _) where following == .colon:
        position += 2
        entries.append(Entry(key: key, value: value(deeperThan: -1) ?? .scalar("")))
      default:
        errors.append("expected-flow-map-end")
        return .map(entries)
      }
    }
  }

  // MARK: Scanner

  private struct Scanner {
    private let text: [Unicode.Scalar]
    private var index = 0
    private var lineStart = 0
    private var depth = 0
    private var tokens: [Placed] = []

    init(_ text: String) {
      self.text = Array(text.unicodeScalars)
    }

    private var current: Unicode.Scalar? { index < text.count ? text[index] : nil }
    private var next: Unicode.Scalar? { index + 1 < text.count ? text[index + 1] : nil }

    private func isSpace(_ scalar: Unicode.Scalar?) -> Bool {
      scalar == nil || scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    private mutating func add(_ token: Token, from start: Int) {
      tokens.append(Placed(token: token, column: start - lineStart))
    }

    mutating func scan() -> [Placed] {
      while let scalar = current {
        let start = index
        switch scalar {
        case " ", "\t": index += 1
        case "\n", "\r":
          index += 1
          add(.newline, from: start)
          lineStart = index
        case "#" where start == 0 || isSpace(text[start - 1]):
          while let scalar = current, scalar != "\n", scalar != "\r" { index += 1 }
        case "[", "{":
          depth += 1
          index += 1
          add(.punctuation(scalar), from: start)
        case "]" where depth > 0, "}" where depth > 0:
          depth -= 1
          index += 1
          add(.punctuation(scalar), from: start)
        case "," where depth > 0:
          index += 1
          add(.punctuation(","), from: start)
        case "-" where isSpace(next):
          index += 1
          add(.dash, from: start)
        case ":" where endsKey:
          index += 1
          add(.colon, from: start)
        case "'", "\"":
          let value = quoted(by: scalar)
          add(.scalar(value, isPlain: false), from: start)
        default:
          let value = plain()
          add(.scalar(value, isPlain: true), from: start)
        }
      }
      add(.end, from: index)
      return tokens
    }

    private var endsKey: Bool {
      if isSpace(next) { return true }
      return depth > 0 && (next == "," || next == "]" || next == "}")
    }

    private mutating func plain() -> String {
      var value = String.UnicodeScalarView()
      while let scalar = current, scalar != "\n", scalar != "\r" {
        if depth > 0, [",", "[", "]", "{", "}"].contains(scalar) { break }
        if scalar == ":", endsKey { break }
        if scalar == "#", let last = value.last, last == " " || last == "\t" { break }
        value.append(scalar)
        index += 1
      }
      while let last = value.last, last == " " || last == "\t" { value.removeLast() }
      return String(value)
    }

    private mutating func quoted(by quote: Unicode.Scalar) -> String {
      var value = String.UnicodeScalarView()
      index += 1
      while let scalar = current {
        index += 1
        if scalar == quote {
          guard quote == "'", current == "'" else { return String(value) }
          value.append("'")
          index += 1
        } else if scalar == "\\", quote == "\"" {
          value.append(contentsOf: escape())
        } else if scalar == "\n" {
          value.append(" ")
        } else {
          value.append(scalar)
        }
      }
      return String(value)
    }

    private mutating func escape() -> [Unicode.Scalar] {
      guard let letter = current else { return ["\\"] }
      index += 1
      let simple: [Unicode.Scalar: Unicode.Scalar] = [
        "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "\"": "\"", "/": "/", "0": "\0",
      ]
      if let scalar = simple[letter] { return [scalar] }
      let widths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
      guard let width = widths[letter], index + width <= text.count else { return ["\\", letter] }
      var digits = String.UnicodeScalarView()
      digits.append(contentsOf: text[index..<(index + width)])
      guard let code = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(code) else {
        return ["\\", letter]
      }
      index += width
      return [scalar]
    }
  }
}
