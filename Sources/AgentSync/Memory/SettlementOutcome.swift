/// In whose favour a conflict was settled.
package enum SettlementOutcome: String, Hashable, Sendable, CaseIterable {
  case handEdit = "hand-edit"
  case generated
  /// Every line with a word in it of both sides, or every word of both values, is there.
  case both
  case somethingElse = "something-else"

  /// What was done, as a person would say it: `kept both`.
  package var words: String {
    switch self {
    case .handEdit: "kept the hand edit"
    case .generated: "took the generated text"
    case .both: "kept both"
    case .somethingElse: "wrote something else"
    }
  }
}

extension Settlement {
  /// In whose favour it was settled.
  package var outcome: SettlementOutcome {
    if resolution == disagreement.ours { return .handEdit }
    if resolution == disagreement.theirs { return .generated }
    let kept = parts(of: resolution)
    let sides = parts(of: disagreement.ours).union(parts(of: disagreement.theirs))
    return !sides.isEmpty && sides.isSubset(of: kept) ? .both : .somethingElse
  }

  /// What must be there for a side to be kept.
  private func parts(of text: [UInt8]) -> Set<ArraySlice<UInt8>> {
    func isWord(_ byte: UInt8) -> Bool {
      byte >= 128 || "-_./*".utf8.contains(byte) || isLetterOrDigit(byte)
    }
    switch disagreement.place {
    case .frontMatter: return Set(text.split { !isWord($0) })
    case .section:
      let lines = TextLines.split(text[...]).map(TextLines.trimmed)
      return Set(lines.filter { $0.contains { $0 >= 128 || isLetterOrDigit($0) } })
    }
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
