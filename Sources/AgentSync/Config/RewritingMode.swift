/// Who writes references anew that a rename broke, where it is sure what they meant (`references.rewrite`).
package enum RewritingMode: String, CaseIterable, Sendable {
  /// A person, by `refs fix` or `sync --fix-references`; a sync says that they could.
  case ask
  /// The `pre-commit` hook too, in the commit that breaks them.
  case hook
  /// Nobody but a person who asks; nothing is said, and hand edits in outputs don't follow either.
  case off
}
