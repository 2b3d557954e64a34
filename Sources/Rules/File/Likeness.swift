import AgentModel

/// The known word that an unknown one may be a slip of: at most two letters off, and fewer than half of them.
func likeliest(_ word: String, among known: some Sequence<String>) -> String? {
  let length = word.utf8.count
  guard length <= 64 else { return nil }
  let lowered = word.lowercased()
  var best: (distance: Int, word: String)?
  for candidate in known {
    let limit = min(2, (min(candidate.utf8.count, length) - 1) / 2)
    guard limit >= 0,
      let distance = editDistance(candidate.lowercased(), lowered, limit: limit)
    else { continue }
    if let best, best < (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.word
}
