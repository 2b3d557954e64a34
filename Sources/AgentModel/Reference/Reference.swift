/// A pointer from a document to a file, section, agent or tool.
package struct Reference: Hashable, Sendable {
  /// How a reference is written.
  package enum Form: String, Hashable, Sendable {
    /// `@modules/plan.md#ask`
    case atPath
    /// `[text](target "title")`
    case link
    /// `![alt](target)`
    case image
    /// `[label]: target "title"`
    case definition
    /// `#file:docs/x.md`
    case file
    /// `` `/agents/core/x.md` `` or the same in prose
    case rootPath
    /// `#tool:search/codebase`
    case tool
    /// An agent's id or name in front matter: `handoffs[].agent`, `agents`, `agent`.
    case agentName = "agent"
    /// A path in front matter: `extends`, `modules`.
    case headerPath = "header-path"
  }

  package let form: Form
  /// The whole construct in the document's bytes (`@…`, `[…](…)`, `` `/…` `` with its backticks).
  package let range: Range<Int>
  /// The target alone (path with its `#anchor`, as written; for a tool or an agent its name).
  ///
  /// Empty where the bytes don't show the target as it is read: a name with escapes, or over several lines.
  package let targetRange: Range<Int>
  /// The path as written, percent escapes decoded once for links; without `#anchor` and title.
  package let path: String
  /// What follows `#` in the target, decoded; nil where there is none.
  package let anchor: String?
  /// The text between the brackets of a link or image, as written; empty for the other forms.
  package let text: String
  /// 1-based.
  package let line: Int
  /// 1-based, in Unicode scalars.
  package let column: Int

  package init(
    form: Form,
    range: Range<Int>,
    targetRange: Range<Int>,
    path: String,
    anchor: String?,
    text: String,
    line: Int,
    column: Int
  ) {
    self.form = form
    self.range = range
    self.targetRange = targetRange
    self.path = path
    self.anchor = anchor
    self.text = text
    self.line = line
    self.column = column
  }
}
