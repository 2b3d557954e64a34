import AgentModel

import struct Git.RepoPath

/// Writes an output's body: a source's text as it is, with every reference leading where it led before.
///
/// - An at-path and a root path become links; the path is the text, and ` § Heading` follows where a section
///   was meant.
/// - A link keeps its text. VS Code takes anchor and title for a part of the file's name, so both go; the
///   section's heading is added to the text unless it says it already.
/// - An image, a definition and `#file:` keep all but the path: VS Code doesn't read them as links.
/// - A tool's old name becomes today's.
/// - What leads nowhere, outside, or to a heading of the same document stays as written.
struct BodyWriter {
  let agent: Agent
  /// The folder of the output; nil at the repository's root.
  let folder: RepoPath?
  let tree: any TreeView
  var bytes: [UInt8] = []
  var findings: [Problem] = []
  /// The documents with references that lead nowhere, outside or to what is no plain file.
  private(set) var suspects: Set<RepoPath> = []

  init(agent: Agent, folder: RepoPath?, tree: any TreeView) {
    self.agent = agent
    self.folder = folder
    self.tree = tree
  }

  /// Writes a range of a document, references and all.
  mutating func write(_ range: Range<Int>, of document: Document, at path: RepoPath) {
    var position = range.lowerBound
    for reference in references(in: range, of: document) {
      copy(document.bytes[position..<reference.range.lowerBound])
      write(reference, of: document, at: path)
      position = reference.range.upperBound
    }
    copy(document.bytes[position..<range.upperBound])
  }

  /// Writes text as it is, with LF for every line ending.
  mutating func copy(_ text: ArraySlice<UInt8>) {
    guard text.contains(0x0D) else {
      bytes += text
      return
    }
    var isAfterReturn = false
    for byte in text {
      if byte == 0x0D {
        bytes.append(0x0A)
      } else if byte != 0x0A || !isAfterReturn {
        bytes.append(byte)
      }
      isAfterReturn = byte == 0x0D
    }
  }

  /// Writes one reference as it must read in the output.
  mutating func write(_ reference: Reference, of document: Document, at path: RepoPath) {
    let resolution = resolution(of: reference, at: path)
    switch resolution {
    case .missing, .escaping: suspects.insert(path)
    case .file(_, let item) where !item.mode.isPlainFile: suspects.insert(path)
    default: break
    }
    switch resolution {
    case .file(let target, _):
      write(reference, to: target, isFolder: false, of: document, at: path)
    case .folder(let target) where reference.form != .rootPath:
      write(reference, to: target, isFolder: true, of: document, at: path)
    case .tool(let name):
      write(tool: name, as: reference, of: document, at: path)
    case .folder, .missing, .escaping, .external, .anchorOnly, .agentName:
      copy(document.bytes[reference.range])
    }
  }

  func resolution(of reference: Reference, at path: RepoPath) -> Resolution {
    resolve(reference, from: path, agent: agent.file, root: agent.file.root, in: tree)
  }

  private mutating func write(
    _ reference: Reference,
    to target: RepoPath,
    isFolder: Bool,
    of document: Document,
    at path: RepoPath
  ) {
    let destination = Destination(from: folder, to: target, isFolder: isFolder)
    switch reference.form {
    case .atPath, .rootPath:
      let text = escapedLinkText(reference.path + section(of: reference, at: target, in: ""))
      link(text, to: destination, of: reference, at: path)
    case .link where document.bytes[reference.range.lowerBound] == UInt8(ascii: "]"):
      // A link around an image: the image was written already, and is the text.
      bytes.append(UInt8(ascii: "]"))
      close(destination, of: reference, at: path)
    case .link:
      var text = Array(reference.text.utf8)
      if singleLine(reference.text).isEmpty { text = escapedLinkText(target.name) }
      text += escapedLinkText(section(of: reference, at: target, in: reference.text))
      link(text, to: destination, of: reference, at: path)
    case .file where !destination.isEncoded:
      copy(document.bytes[reference.range.lowerBound..<reference.targetRange.lowerBound])
      bytes += destination.bytes
      bytes += section(of: reference, at: target, in: "").utf8
    case .file:
      link(escapedLinkText(reference.path), to: destination, of: reference, at: path)
    case .image, .definition:
      copy(document.bytes[reference.range.lowerBound..<reference.targetRange.lowerBound])
      bytes += destination.bytes
      bytes += anchor(of: reference, in: document)
      copy(document.bytes[reference.targetRange.upperBound..<reference.range.upperBound])
    case .tool, .agentName, .headerPath:
      copy(document.bytes[reference.range])
    }
  }

  private mutating func link(
    _ text: [UInt8],
    to destination: Destination,
    of reference: Reference,
    at path: RepoPath
  ) {
    if bytes.last == UInt8(ascii: "!"), reference.form != .link {
      // Straight behind an exclamation mark the link would be an image.
      bytes[bytes.endIndex - 1] = UInt8(ascii: "\\")
      bytes.append(UInt8(ascii: "!"))
    }
    bytes.append(UInt8(ascii: "["))
    copy(text[...])
    bytes.append(UInt8(ascii: "]"))
    close(destination, of: reference, at: path)
  }

  /// Writes `(destination)`.
  private mutating func close(
    _ destination: Destination,
    of reference: Reference,
    at path: RepoPath
  ) {
    bytes.append(UInt8(ascii: "("))
    bytes += destination.bytes
    bytes.append(UInt8(ascii: ")"))
    if destination.isEncoded {
      findings.append(.encodedLink(destination, at: Problem.Place(reference, in: path)))
    }
  }

  /// ` § Heading` for a reference to a section that a text doesn't name; empty else.
  private func section(of reference: Reference, at target: RepoPath, in text: String) -> String {
    guard let anchor = reference.anchor, !anchor.isEmpty else { return "" }
    let title = sectionTitle(anchor, in: tree.document(at: target))
    return mentions(title, in: text) ? "" : " § \(title)"
  }

  /// The target's `#anchor` as written, its `#` included, fit to stand outside of angle brackets.
  private func anchor(of reference: Reference, in document: Document) -> [UInt8] {
    let target = document.bytes[reference.targetRange]
    guard reference.anchor != nil, let hash = target.firstIndex(of: UInt8(ascii: "#")) else {
      return []
    }
    let isBracketed = target.first == UInt8(ascii: "<")
    let anchor = isBracketed ? target[hash...].dropLast() : target[hash...]
    return anchor.flatMap { $0 == 0x20 ? Array("%20".utf8) : [$0] }
  }

  private mutating func write(
    tool name: String,
    as reference: Reference,
    of document: Document,
    at path: RepoPath
  ) {
    let mapping = ToolMapping(name)
    if case .names(let names) = mapping, names.count == 1, let today = names.first, today != name {
      copy(document.bytes[reference.range.lowerBound..<reference.targetRange.lowerBound])
      bytes += today.utf8
    } else {
      copy(document.bytes[reference.range])
      if case .unknown = mapping {
        findings.append(.unknownToolReference(name, at: Problem.Place(reference, in: path)))
      }
    }
  }
}

/// The references that lie in a range of a document.
func references(in range: Range<Int>, of document: Document) -> ArraySlice<Reference> {
  let all = document.references
  let start = all.firstIndex { $0.range.lowerBound >= range.lowerBound } ?? all.endIndex
  let end = all[start...].firstIndex { $0.range.upperBound > range.upperBound } ?? all.endIndex
  return all[start..<end]
}

/// The part of a document's bytes without blank lines at its start and white space at its end.
func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
  var end = range.upperBound
  while end > range.lowerBound, isBlank(bytes[end - 1]) { end -= 1 }
  return afterBlankLines(range.lowerBound..<end, of: bytes)..<end
}

/// Where the first line of a range that is not blank begins, its indentation included: it may make code.
func afterBlankLines(_ range: Range<Int>, of bytes: [UInt8]) -> Int {
  var start = range.lowerBound
  var index = start
  while index < range.upperBound, isBlank(bytes[index]) {
    if bytes[index] == 0x0A || bytes[index] == 0x0D { start = index + 1 }
    index += 1
  }
  return start
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
}

extension Problem.Place {
  /// Where a reference stands.
  init(_ reference: Reference, in path: RepoPath) {
    self.init(path, line: reference.line, column: reference.column)
  }
}

extension Problem {
  fileprivate static func encodedLink(_ destination: Destination, at place: Place) -> Problem {
    let shown = printable(String(decoding: destination.bytes, as: UTF8.self))
    return Problem(
      .encodedLink,
      severity: .info,
      at: place,
      "the link to '\(shown)' is encoded, and VS Code takes it literally",
      hint: "rename the file so that its path has no spaces, parentheses or '#' in it"
    )
  }

  fileprivate static func unknownToolReference(_ name: String, at place: Place) -> Problem {
    Problem(
      .unknownTool,
      severity: .info,
      at: place,
      "no tool of VS Code is known as '\(printable(name))'",
      hint: "it is kept, for an extension or a server may bring it"
    )
  }
}
