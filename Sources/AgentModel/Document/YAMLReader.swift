package import struct Git.RepoPath

/// Reads the YAML of front matter and configuration: mappings, sequences and scalars, nothing else.
///
/// Refused, because each can crash a reader, blow it up or run code in another one: anchors, aliases,
/// merge keys, tags, directives, several documents, keys that are no scalars, keys that stand twice,
/// and whatever is beyond the limits. Scalars keep their text; nothing is turned into a number, a date
/// or a truth value.
package enum YAMLReader {
  package static let maximumDepth = 16
  package static let maximumNodes = 2_000
  package static let maximumKeys = 200
  /// In bytes of UTF-8.
  package static let maximumKeyLength = 256
  /// In bytes of UTF-8.
  package static let maximumScalarLength = 32 << 10
  /// Keys of which people write text in brackets without quotes: `argument-hint: [file]`.
  ///
  /// To YAML that is a list. It is read as the text that stands there, at any depth, so that overrides
  /// of a target have it too.
  static let bracketedTextKeys: Set = ["argument-hint"]

  /// Reads one mapping, its pairs in the order of the file; none where there are only comments.
  ///
  /// `bytes` are valid UTF-8 and start on the 1-based line `firstLine` of the file. Where `code` is
  /// given every problem carries it, else those of front matter.
  ///
  /// - Throws: `Problem` with `.yamlSyntax`, `.yamlDepth`, `.yamlAlias`, `.yamlTag`, `.yamlDirective`,
  ///   `.yamlDocuments`, `.yamlKey`, `.yamlDuplicateKey` or `.yamlLimit`.
  package static func parse(
    _ bytes: ArraySlice<UInt8>,
    at path: RepoPath,
    firstLine: Int,
    code: Problem.Code? = nil
  ) throws(Problem) -> [YAMLPair] {
    do throws(YAMLFault) {
      return try pairs(of: bytes, firstLine: firstLine)
    } catch {
      throw Problem(
        code ?? error.code,
        at: Problem.Place(path, line: error.line, column: error.column),
        error.message,
        hint: error.hint ?? hints[error.code]
      )
    }
  }

  /// What to do about a problem where the place that finds it has nothing better to say.
  private static let hints: [Problem.Code: String] = [
    .yamlSyntax: "put values that hold ': ', ' #', quotes or brackets into double quotes",
    .yamlDepth: "nest less deeply",
    .yamlAlias: "write the value out where it is needed; text with '&', '*' or '<<' goes in quotes",
    .yamlTag: "leave the tag out; text that begins with '!' goes in quotes",
    .yamlDirective: "leave the line out; text that begins with '%' goes in quotes",
    .yamlDocuments: "keep one mapping of keys to values",
    .yamlKey: "write 'key: value', the key as a plain word or in quotes",
    .yamlDuplicateKey: "keep one of them",
    .yamlLimit: "move text into the body, or data into a file of its own",
  ]

  /// Reads a file that is one mapping, such as the configuration: the bytes are checked as a source's are.
  ///
  /// - Throws: `Problem` with `code`, whatever is wrong.
  package static func parse(
    file bytes: [UInt8],
    at path: RepoPath,
    code: Problem.Code
  ) throws(Problem) -> [YAMLPair] {
    let start: Int
    do throws(Problem) {
      start = try SourceText(checking: bytes, at: path).start
    } catch {
      throw Problem(code, at: error.place, error.message, hint: error.hint)
    }
    return try parse(bytes[start...], at: path, firstLine: 1, code: code)
  }

  private static func pairs(
    of bytes: ArraySlice<UInt8>,
    firstLine: Int
  ) throws(YAMLFault) -> [YAMLPair] {
    if let pairs = YAMLPlainLines.parse(bytes, firstLine: firstLine) { return pairs }
    let lines = YAMLLines(bytes, firstLine: firstLine)
    if let directive = lines.directive {
      throw YAMLFault(.yamlDirective, line: directive, "a directive ('%') is not allowed here")
    }
    if let place = YAMLDepth.tooDeep(bytes) {
      throw YAMLFault(
        .yamlDepth,
        line: lines.line(of: place),
        "the nesting is deeper than \(maximumDepth) levels"
      )
    }
    return try YAMLTree(lines).pairs()
  }
}

/// What is wrong with a piece of YAML; becomes a `Problem` where the file's path is known.
struct YAMLFault: Error {
  let code: Problem.Code
  /// 1-based, in the whole file.
  let line: Int
  let column: Int?
  let message: String
  let hint: String?

  init(
    _ code: Problem.Code,
    line: Int,
    column: Int? = nil,
    _ message: String,
    hint: String? = nil
  ) {
    self.code = code
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }
}
