package import AgentModel

package import struct Git.RepoPath

/// Finds in a text and its path what a person doesn't see or nobody may read: hidden characters and credentials.
///
/// For texts that VS Code doesn't read itself, and that get into what it reads.
///
/// - Parameters:
///   - bytes: The text, as it stands in the file.
///   - path: Where it stands.
/// - Returns: Errors under the rules' own codes, sorted by place; the time is that of one pass.
package func hiddenText(in bytes: [UInt8], at path: RepoPath) -> [Problem] {
  let isNameSeen = hiddenInPath(path).isEmpty && mixedWords(in: path.bytes).isEmpty
  guard !isNameSeen || !hiddenCharacters(in: bytes).isEmpty || !credentials(in: bytes).isEmpty
  else {
    return []
  }
  let file = RuleFile(path: path, kind: .guide, bytes: bytes)
  let context = RuleContext(files: [file], existence: { _ in true })
  let names = file.mixedNames.map { finding in
    Problem(
      .hiddenMixedIdentifier,
      severity: .error,
      at: finding.place,
      finding.message,
      hint: finding.hint
    )
  }
  return names + examine(context, by: Rule.inAnyText)
}

/// What a person doesn't see in a path, and the controls that break a line or move along in it.
func hiddenInPath(_ path: RepoPath) -> [HiddenRun] {
  let controls = path.bytes.indices.filter { [0x09, 0x0A, 0x0D].contains(path.bytes[$0]) }
  var characters = controls.map { at in
    HiddenCharacter(.control, Unicode.Scalar(path.bytes[at]), at: at)
  }
  characters += hiddenCharacters(in: path.bytes).filter { !controls.contains($0.offset) }
  return hiddenRuns(of: characters.sorted { $0.offset < $1.offset })
}

extension Rule {
  /// The rules that are about characters alone, whatever the text is.
  static let inAnyText = [
    hiddenInvisible, hiddenDirection, hiddenTag, hiddenVariation, hiddenControl, hiddenPrivate,
    credentialLiteral,
  ]
}
