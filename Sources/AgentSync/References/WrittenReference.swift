import AgentModel
import Git

/// A reference as a document has it, wherever in its text.
struct WrittenReference: Hashable {
  let document: RepoPath
  let form: Reference.Form
  let path: String
  let anchor: String?

  /// - Parameters:
  ///   - edge: The reference.
  ///   - document: Where the document stands, or stood.
  init(_ edge: ReferenceGraph.Edge, in document: RepoPath) {
    self.document = document
    form = edge.reference.form
    path = edge.reference.path
    anchor = edge.reference.anchor
  }
}
