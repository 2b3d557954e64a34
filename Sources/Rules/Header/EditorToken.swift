/// What VS Code's reader of headers sees in a text, before it looks at structure.
struct EditorToken {
  enum Kind: Hashable {
    /// Text; whether it stood in quotes or in a block.
    case scalar(isQuoted: Bool)
    case colon
    case dash
    case comma
    case openMap
    case closeMap
    case openSequence
    case closeSequence
    case newline
    case comment
    /// White space at the start of a line; a tab counts as one column, as a space does.
    case indent(Int)
    /// `---` or `...` at the start of a line.
    case marker
    case end
  }

  let kind: Kind
  /// UTF-8 offsets into the file.
  let range: Range<Int>
  /// The text of a scalar after unquoting and folding.
  var text = ""

  var isScalar: Bool {
    if case .scalar = kind { return true }
    return false
  }

  var indent: Int? {
    guard case .indent(let columns) = kind else { return nil }
    return columns
  }
}
