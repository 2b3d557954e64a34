import Dispatch
import Synchronization
import Yams

import class Foundation.Thread

/// The tree that Yams makes of a piece of YAML, checked and turned into values.
///
/// Only `compose` is used: `load` can be crashed by eight bytes and blown up by aliases.
struct YAMLTree {
  private let lines: YAMLLines

  init(_ lines: YAMLLines) {
    self.lines = lines
  }

  /// What libyaml and Yams may need for a deep tree; a thread of a pool may have far less.
  private static let stackSize = 4 << 20

  func pairs() throws(YAMLFault) -> [YAMLPair] {
    // Each level costs two to three kilobytes of stack, so this few fit into any.
    if YAMLDepth.mostLevels(lines.bytes) <= YAMLReader.maximumDepth { return try readRoot() }
    let slot = ResultSlot()
    let thread = Thread {
      do throws(YAMLFault) {
        slot.fill(.success(try readRoot()))
      } catch {
        slot.fill(.failure(error))
      }
    }
    thread.stackSize = YAMLTree.stackSize
    thread.start()
    return try slot.wait().get()
  }

  private func readRoot() throws(YAMLFault) -> [YAMLPair] {
    let root: Node?
    do {
      let text = String(decoding: lines.bytes, as: UTF8.self)
      root = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch {
      throw fault(of: error)
    }
    guard let root else { return [] }
    var walk = YAMLWalk(lines)
    let item = try walk.item(root, depth: 1)
    switch item.value {
    case .mapping(let pairs): return pairs
    case .scalar("", quoted: false): return []
    default:
      throw YAMLFault(
        .yamlSyntax,
        line: item.line,
        column: item.column,
        "this is no mapping of keys to values",
        hint: "write 'key: value' on lines of their own"
      )
    }
  }

  /// Yams' errors in our words.
  private func fault(of error: any Error) -> YAMLFault {
    func fault(_ code: Problem.Code, _ mark: Mark?, _ message: String) -> YAMLFault {
      let offset = lines.offset(line: mark?.line ?? 1, column: mark?.column ?? 1)
      return YAMLFault(
        code,
        line: lines.line(of: offset),
        column: lines.column(of: offset),
        message
      )
    }
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      if problem.contains("<document start>") {
        return fault(.yamlDocuments, mark, "there is more than one YAML document")
      }
      return fault(.yamlSyntax, mark, "this is not valid YAML: \(problem)")
    case .composer(_, let problem, let mark, _):
      if problem.contains("alias") {
        return fault(.yamlAlias, mark, "an alias ('*') is not allowed here")
      }
      return fault(.yamlDocuments, mark, "there is more than one YAML document")
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let start = lines.offset(line: context.mark.line, column: context.mark.column)
      let place = lines.repetition(of: key, inMappingAt: start) ?? start
      return YAMLFault(
        .yamlDuplicateKey,
        line: lines.line(of: place),
        column: lines.column(of: place),
        "the key '\(key)' stands more than once"
      )
    case .reader(let problem, _, _, _):
      return fault(.yamlSyntax, nil, "this is not valid YAML: \(problem)")
    default:
      return fault(.yamlSyntax, nil, "this is not valid YAML")
    }
  }
}

/// Hands a result from one thread to another.
private final class ResultSlot: Sendable {
  private let result = Mutex<Result<[YAMLPair], YAMLFault>>(.success([]))
  private let filled = DispatchSemaphore(value: 0)

  func fill(_ value: Result<[YAMLPair], YAMLFault>) {
    result.withLock { $0 = value }
    filled.signal()
  }

  func wait() -> Result<[YAMLPair], YAMLFault> {
    filled.wait()
    return result.withLock { $0 }
  }
}

/// Turns Yams' nodes into values, in the order of the text.
private struct YAMLWalk {
  private let lines: YAMLLines
  private var nodes = 0

  init(_ lines: YAMLLines) {
    self.lines = lines
  }

  mutating func item(_ node: Node, depth: Int) throws(YAMLFault) -> YAMLItem {
    let place = try place(of: node)
    func fault(_ code: Problem.Code, _ message: String) -> YAMLFault {
      YAMLFault(code, line: place.line, column: place.column, message)
    }
    nodes += 1
    guard nodes <= YAMLReader.maximumNodes else {
      throw fault(.yamlLimit, "there are more than \(YAMLReader.maximumNodes) keys and values")
    }
    let value: YAMLValue
    switch node {
    case .scalar(let scalar):
      guard scalar.string.utf8.count <= YAMLReader.maximumScalarLength else {
        throw fault(.yamlLimit, "the value is longer than \(YAMLReader.maximumScalarLength) bytes")
      }
      guard !scalar.string.utf8.contains(0) else {
        throw fault(.yamlSyntax, "the value holds a NUL")
      }
      value = .scalar(scalar.string, quoted: scalar.style != .plain)
    case .sequence(let sequence):
      guard depth <= YAMLReader.maximumDepth else { throw fault(.yamlDepth, YAMLWalk.tooDeep) }
      var items: [YAMLItem] = []
      for element in sequence { items.append(try item(element, depth: depth + 1)) }
      value = .sequence(items)
    case .mapping(let mapping):
      guard depth <= YAMLReader.maximumDepth else { throw fault(.yamlDepth, YAMLWalk.tooDeep) }
      guard mapping.count <= YAMLReader.maximumKeys else {
        throw fault(.yamlLimit, "there are more than \(YAMLReader.maximumKeys) keys in one mapping")
      }
      var pairs: [YAMLPair] = []
      for (key, element) in mapping { pairs.append(try pair(key, element, depth: depth)) }
      value = .mapping(pairs)
    case .alias:
      throw fault(.yamlAlias, "an alias ('*') is not allowed here")
    }
    return YAMLItem(value: value, line: place.line, column: place.column)
  }

  private static let tooDeep = "the nesting is deeper than \(YAMLReader.maximumDepth) levels"

  private mutating func pair(_ key: Node, _ value: Node, depth: Int) throws(YAMLFault) -> YAMLPair {
    let place = try place(of: key)
    func fault(_ code: Problem.Code, _ message: String) -> YAMLFault {
      YAMLFault(code, line: place.line, column: place.column, message)
    }
    guard case .scalar(let scalar) = key else {
      throw fault(.yamlKey, "a key must be a plain word or a quoted string")
    }
    let name = scalar.string
    guard name.utf8.count <= YAMLReader.maximumKeyLength else {
      throw fault(.yamlLimit, "the key is longer than \(YAMLReader.maximumKeyLength) bytes")
    }
    guard !name.isEmpty, !name.utf8.contains(0) else { throw fault(.yamlKey, "a key is empty") }
    guard name != "<<" || scalar.style != .plain else {
      throw fault(.yamlAlias, "a merge key ('<<') is not allowed here")
    }
    nodes += 1
    var item = try item(value, depth: depth + 1)
    if YAMLReader.bracketedTextKeys.contains(name), case .sequence = item.value {
      item = try bracketedText(of: value, item)
    }
    return YAMLPair(key: name, line: place.line, column: place.column, item: item)
  }

  /// A sequence in brackets as the text that stands in the file; any other one as it is.
  ///
  /// Yams' nodes don't tell the two styles apart.
  private func bracketedText(of node: Node, _ item: YAMLItem) throws(YAMLFault) -> YAMLItem {
    guard let mark = node.mark else { return item }
    let start = lines.offset(line: mark.line, column: mark.column)
    guard start < lines.bytes.endIndex, lines.bytes[start] == UInt8(ascii: "[") else { return item }
    let text = lines.flowSequence(at: start)
    guard text.utf8.count <= YAMLReader.maximumScalarLength else {
      throw YAMLFault(
        .yamlLimit,
        line: item.line,
        column: item.column,
        "the value is longer than \(YAMLReader.maximumScalarLength) bytes"
      )
    }
    return YAMLItem(value: .scalar(text, quoted: true), line: item.line, column: item.column)
  }

  /// Where a node stands.
  ///
  /// Yams does not keep what was written before a node, but its place is where that begins: an anchor,
  /// a tag or an alias shows there, and no plain scalar can begin with their characters.
  private func place(of node: Node) throws(YAMLFault) -> (line: Int, column: Int) {
    guard let mark = node.mark else { return (lines.line(of: lines.bytes.startIndex), 1) }
    let offset = lines.offset(line: mark.line, column: mark.column)
    let line = lines.line(of: offset)
    let column = lines.column(of: offset)
    guard offset < lines.bytes.endIndex else { return (line, column) }
    switch lines.bytes[offset] {
    case UInt8(ascii: "&"):
      throw YAMLFault(.yamlAlias, line: line, column: column, "an anchor ('&') is not allowed here")
    case UInt8(ascii: "*"):
      throw YAMLFault(.yamlAlias, line: line, column: column, "an alias ('*') is not allowed here")
    case UInt8(ascii: "!"):
      throw YAMLFault(.yamlTag, line: line, column: column, "a tag ('!') is not allowed here")
    default: return (line, column)
    }
  }
}
