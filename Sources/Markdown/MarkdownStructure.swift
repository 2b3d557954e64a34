/// What a Markdown text is made of: blocks, spans, runs of text and link definitions, as byte ranges.
///
/// All offsets are UTF-8 offsets into the bytes the structure was made from. Markdown here is
/// CommonMark with task lists; the rows of a table are lines of a paragraph.
package struct MarkdownStructure: Hashable, Sendable {
  /// In the order of the text, a container before what it holds.
  package internal(set) var blocks: [Block] = []
  /// In the order of the text, an outer span before the ones it holds.
  package internal(set) var spans: [Span] = []
  /// The text between markup, in order.
  package internal(set) var texts: [Text] = []
  /// Link reference definitions, in order.
  package internal(set) var definitions: [Definition] = []

  /// A heading, a paragraph, a list and so on.
  package struct Block: Hashable, Sendable {
    package let kind: Kind
    /// From its first marker to the end of its last line, line ending excluded.
    ///
    /// Lists, items and quotes reach from their first marker to the end of the last thing they hold.
    package internal(set) var range: Range<Int>
    /// The text of a heading or paragraph; the lines of a code or HTML block without the fences; for
    /// all others the same as `range`.
    package internal(set) var content: Range<Int>
    /// The container it lies in, as an index into `blocks`.
    package let parent: Int?

    package enum Kind: Hashable, Sendable {
      /// Level 1 to 6.
      case heading(level: Int)
      case paragraph
      case fencedCode
      case indentedCode
      case html
      case thematicBreak
      case quote
      case bulletList(tight: Bool)
      case numberedList(start: Int, tight: Bool)
      case item
      /// An item that begins with `[ ]` or `[x]`.
      case task(done: Bool)
    }
  }

  /// Something inside of a line of text.
  package struct Span: Hashable, Sendable {
    package let kind: Kind
    /// With its delimiters: `` `…` ``, `[…](…)`, `<…>`, `**…**`.
    package internal(set) var range: Range<Int>
    /// What stands between the delimiters, or the brackets of a link or image; HTML has `range`.
    package internal(set) var content: Range<Int>
    /// The target of an inline link or image with the angle brackets it may have, or of an autolink;
    /// nil for a link that names a definition, for an empty target, and for all other kinds.
    package internal(set) var target: Range<Int>?
    /// The block it lies in, as an index into `blocks`.
    package let block: Int

    package enum Kind: Hashable, Sendable {
      case code
      case link
      case image
      case autolink
      case html
      case emphasis
      case strong
    }
  }

  /// A run of text.
  package struct Text: Hashable, Sendable {
    package let kind: Kind
    package let range: Range<Int>
    /// Whether it lies between the brackets of an image, and so is no text of the page.
    package let isImageText: Bool

    package enum Kind: Hashable, Sendable {
      case plain
      /// `&amp;`, as written.
      case entity
      /// Inside of a code span.
      case code
      /// The end of a line inside of a paragraph; its range is empty.
      case lineBreak
    }
  }

  /// A link reference definition: `[label]: target "title"`.
  package struct Definition: Hashable, Sendable {
    /// The whole construct, from the bracket to the end of target or title.
    package let range: Range<Int>
    package let label: Range<Int>
    /// With the angle brackets it may have.
    package let target: Range<Int>
  }
}
