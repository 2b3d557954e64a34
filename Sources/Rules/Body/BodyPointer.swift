/// Something that the body of a file points to, as VS Code finds it, line by line.
package struct BodyPointer: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// `[text](target)`
    case link
    /// `#file:target`
    case file
    /// `#tool:name`
    case tool
  }

  package let form: Form
  /// As written, nothing decoded or cut off.
  package let target: String
  /// The target's UTF-8 offsets into the file.
  package let range: Range<Int>

  package init(_ form: Form, target: String, at range: Range<Int>) {
    self.form = form
    self.target = target
    self.range = range
  }
}
