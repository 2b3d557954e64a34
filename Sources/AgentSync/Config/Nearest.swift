/// The known word nearest to `word`, for a did-you-mean; nil where none is near enough.
///
/// Near enough is an edit distance of at most 2, and less than half the word's length.
package func nearest(to word: String, among known: [String]) -> String? {
  guard word.count <= 64 else { return nil }
  let ranked = known.map { (distance(Array(word.lowercased()), Array($0.lowercased())), $0) }
  guard let best = ranked.min(by: { $0.0 < $1.0 }) else { return nil }
  return best.0 <= 2 && best.0 * 2 <= max(word.count, 2) ? best.1 : nil
}

/// Levenshtein's edit distance.
private func distance(_ left: [Character], _ right: [Character]) -> Int {
  var row = Array(0...right.count)
  for (i, character) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      let substituted = diagonal + (character == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}
