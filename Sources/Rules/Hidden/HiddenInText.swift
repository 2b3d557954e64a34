package import AgentModel

package import struct Git.RepoPath

/// Finds in a text what a person doesn't see or nobody may read: hidden characters and credentials.
///
/// For texts that VS Code doesn't read itself, and that get into what it reads.
///
/// - Parameters:
///   - bytes: The text, as it stands in the file.
///   - path: Where it stands.
/// - Returns: Errors under the rules' own codes, sorted by place; the time is that of one pass.
package func hiddenText(in bytes: [UInt8], at path: RepoPath) -> [Problem] {
  guard !hiddenCharacters(in: bytes).isEmpty || !credentials(in: bytes).isEmpty else { return [] }
  let file = RuleFile(path: path, kind: .guide, bytes: bytes)
  return examine(RuleContext(files: [file], existence: { _ in true }), by: Rule.inAnyText)
}

extension Rule {
  /// The rules that are about characters alone, whatever the text is.
  static let inAnyText = [
    hiddenInvisible, hiddenDirection, hiddenTag, hiddenVariation, hiddenControl, hiddenPrivate,
    credentialLiteral,
  ]
}
