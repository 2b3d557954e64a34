import Markdown

package import struct Git.RepoPath

extension Document {
  /// A bigger file is refused, in bytes; a caller that knows the size need not read it.
  package static let maximumSize = 1 << 20

  /// Takes a file apart; problems and findings name it by `path`.
  ///
  /// - Throws: `Problem` for what keeps a file from being read at all: bytes that are no text, conflict
  ///   markers, an empty file, and front matter that is open, too big or not the YAML that is allowed.
  package init(parsing bytes: [UInt8], at path: RepoPath) throws(Problem) {
    let text = try SourceText(checking: bytes, at: path)
    guard bytes[text.start...].contains(where: { !isASCIIWhitespace($0) }) else {
      throw .emptySource(path)
    }
    let fence = try FrontMatterFence(in: bytes, from: text.start, at: path)
    var frontMatter: FrontMatter?
    if let fence {
      let pairs = try YAMLReader.parse(bytes[fence.yaml], at: path, firstLine: 2)
      let body = bytes[fence.bodyStart...]
      guard !pairs.isEmpty || body.contains(where: { !isASCIIWhitespace($0) }) else {
        throw .emptySource(path)
      }
      frontMatter = FrontMatter(pairs: pairs, range: fence.yaml)
    }
    let bodyStart = fence?.bodyStart ?? text.start
    let lines = LineIndex(bytes)
    let structure: MarkdownStructure
    do {
      structure = try MarkdownStructure(of: bytes, from: bodyStart)
    } catch {
      throw .tooIntricate(path)
    }
    let outline = Outline(structure, of: bytes, lines: lines)
    var findings: [Problem] = []
    if text.start > 0 { findings.append(.byteOrderMark(path)) }
    if let first = text.strayMarks.first {
      findings.append(.strayMarks(text.strayMarks.count, at: lines.place(of: first, in: path)))
    }
    self.init(
      bytes: bytes,
      frontMatter: frontMatter,
      bodyStart: bodyStart,
      headings: outline.headings,
      labels: outline.labels,
      purpose: outline.purpose,
      references: ReferenceScanner(structure, of: bytes, from: bodyStart, lines: lines)
        .references(),
      findings: findings
    )
  }

  /// The file's bytes, put together from the parts it was taken apart into.
  package func render() -> [UInt8] {
    let yaml = frontMatter?.range ?? bodyStart..<bodyStart
    let opening = bytes[..<yaml.lowerBound]
    let closing = bytes[yaml.upperBound..<bodyStart]
    return Array(opening) + bytes[yaml] + closing + bytes[bodyStart...]
  }
}

extension Problem {
  fileprivate static func emptySource(_ path: RepoPath) -> Problem {
    Problem(
      .emptySource,
      at: Place(path),
      "the file is empty",
      hint: "write the agent's text, or remove the file"
    )
  }

  fileprivate static func tooIntricate(_ path: RepoPath) -> Problem {
    Problem(
      .tooIntricate,
      at: Place(path),
      "the Markdown would take too long to read",
      hint: "put empty lines between paragraphs, and nest lists less deeply"
    )
  }

  fileprivate static func byteOrderMark(_ path: RepoPath) -> Problem {
    Problem(
      .byteOrderMark,
      severity: .warning,
      at: Place(path, line: 1),
      "the file begins with a byte order mark",
      hint: "save it as UTF-8 without one: VS Code misses front matter behind it"
    )
  }

  fileprivate static func strayMarks(_ count: Int, at place: Place) -> Problem {
    Problem(
      .strayByteOrderMark,
      at: place,
      count == 1
        ? "there is a byte order mark (U+FEFF) inside the text"
        : "there are \(count) byte order marks (U+FEFF) inside the text, the first of them here",
      hint: "remove it: it is invisible and breaks words in two"
    )
  }
}
