/// The header of a file as VS Code reads it, which is not always what YAML says.
///
/// VS Code's reader (`src/vs/base/common/yaml.ts`) knows no anchors, tags and types, and where it meets
/// something that it can't place, it stops without a word: whatever follows is not there for it.
package struct EditorHeader: Hashable, Sendable {
  /// What its reader complains about.
  package struct Fault: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
      case unexpectedIndentation = "unexpected-indentation"
      case duplicateKey = "duplicate-key"
      case expectedColon = "expected-colon"
      case missingValue = "missing-value"
      case expectedKey = "expected-key"
      case expectedFlowMapEnd = "expected-flow-map-end"
      case expectedFlowSequenceEnd = "expected-flow-seq-end"
      case unexpectedToken = "unexpected-token"
    }

    package let kind: Kind
    /// UTF-8 offsets into the file.
    package let range: Range<Int>

    package init(_ kind: Kind, at range: Range<Int>) {
      self.kind = kind
      self.range = range
    }
  }

  /// Between the two lines `---`, as UTF-8 offsets; to the end of the file where no line closes it.
  package let range: Range<Int>
  /// Whether a second line `---` closes it.
  package let isClosed: Bool
  /// nil where the header is empty; anything but a mapping is an error for VS Code.
  package let root: EditorValue?
  /// In the order of the text.
  package let faults: [Fault]
  /// What VS Code drops in silence, as UTF-8 offsets: from where its reader stopped to the header's end.
  package let dropped: Range<Int>?

  package init(
    range: Range<Int>,
    isClosed: Bool,
    root: EditorValue?,
    faults: [Fault],
    dropped: Range<Int>?
  ) {
    self.range = range
    self.isClosed = isClosed
    self.root = root
    self.faults = faults
    self.dropped = dropped
  }

  /// The keys with their values, in the order of the text; none where the header is no mapping.
  package var pairs: [EditorPair] { root?.pairs ?? [] }

  /// The value of a key, the first where it stands twice.
  package subscript(key: String) -> EditorValue? { root?[key] }

  /// A key with its value, the first where it stands twice.
  package func pair(_ key: String) -> EditorPair? { pairs.first { $0.key == key } }
}
