/// A Markdown document taken apart: front matter, headings, bold labels and references, over its own bytes.
///
/// A document is lossless: it keeps its bytes, and everything else points into them. Offsets are
/// UTF-8 offsets into `bytes`, a byte order mark included; lines are 1-based.
package struct Document: Hashable, Sendable {
  /// The file as it stands in the tree.
  package let bytes: [UInt8]
  /// Nil where the file has no front matter.
  package let frontMatter: FrontMatter?
  /// Where the body starts: after the line that closes the front matter, else after a byte order mark.
  package let bodyStart: Int
  /// ATX and setext headings of the body, in order.
  package let headings: [Heading]
  /// Bold labels (`**Version:** 2.0.0`, `> **Priority**: Critical`) of the document's head, in order:
  /// those in paragraphs, quotes and lists before the third heading.
  package let labels: [Label]
  /// The first paragraph of the section named Purpose, Purpose Statement, Description or Overview.
  package let purpose: Sourced<String>?
  /// Every reference of the body, sorted by where it starts; none overlap.
  package let references: [Reference]
  /// What is wrong with the document although it could be read; with an error it makes no agent.
  package let findings: [Problem]

  package init(
    bytes: [UInt8],
    frontMatter: FrontMatter?,
    bodyStart: Int,
    headings: [Heading],
    labels: [Label],
    purpose: Sourced<String>?,
    references: [Reference],
    findings: [Problem]
  ) {
    self.bytes = bytes
    self.frontMatter = frontMatter
    self.bodyStart = bodyStart
    self.headings = headings
    self.labels = labels
    self.purpose = purpose
    self.references = references
    self.findings = findings
  }

  /// A heading of the body.
  package struct Heading: Hashable, Sendable {
    /// 1 to 6.
    package let level: Int
    /// The text without markup.
    package let text: String
    /// The anchor GitHub gives it, unique in its document (`-1`, `-2`, … for later doubles).
    package let slug: String
    /// 1-based.
    package let line: Int
    /// The whole construct in the document's bytes, line ending excluded (both lines of a setext one).
    package let range: Range<Int>

    package init(level: Int, text: String, slug: String, line: Int, range: Range<Int>) {
      self.level = level
      self.text = text
      self.slug = slug
      self.line = line
      self.range = range
    }
  }

  /// A bold label with its value.
  package struct Label: Hashable, Sendable {
    /// As written, without the colon.
    package let name: String
    package let value: String
    /// 1-based.
    package let line: Int

    package init(name: String, value: String, line: Int) {
      self.name = name
      self.value = value
      self.line = line
    }
  }
}

/// Front matter: a YAML mapping between two `---` lines at the head of a file.
package struct FrontMatter: Hashable, Sendable {
  /// Key and value pairs in the order of the file, each key once.
  package let pairs: [YAMLPair]
  /// The YAML between the two `---` lines, as UTF-8 offsets into the document's bytes.
  package let range: Range<Int>

  package init(pairs: [YAMLPair], range: Range<Int>) {
    self.pairs = pairs
    self.range = range
  }

  /// The value of a key; nil where it is absent.
  package subscript(key: String) -> YAMLItem? {
    pairs.first { $0.key == key }?.item
  }
}

/// A value that remembers where it came from.
package struct Sourced<Value: Hashable & Sendable>: Hashable, Sendable {
  package enum Origin: String, Hashable, Sendable {
    case frontMatter = "front matter"
    case title
    case label
    case section
    case path
  }

  package let value: Value
  package let origin: Origin
  /// 1-based line; nil where the value comes from the path.
  package let line: Int?

  package init(_ value: Value, _ origin: Origin, line: Int?) {
    self.value = value
    self.origin = origin
    self.line = line
  }
}
