/// How many words are too many for a note to a tool or to the next author.
private let noteWords = 5
/// Notes to a tool that are longer than this are no longer taken for one.
private let toolWords = 40

/// Whether a text that the page doesn't show is long enough to tell a model something: more than five words,
/// and not a short note that a known tool or custom reads.
///
/// No test of what the words say is sound, so there is none.
func tellsSomething(_ text: String) -> Bool {
  let words = wordCount(text)
  guard words > noteWords else { return false }
  guard words <= toolWords else { return true }
  let start = text.drop { $0.isWhitespace || $0 == "#" || $0 == "-" || $0 == "@" }.lowercased()
  return !NoteMarkers.starts.contains { start.hasPrefix($0) }
    && !NoteMarkers.phrases.contains { start.contains($0) }
}

/// Words with a letter in them; two characters count as a word where a script sets no spaces.
func wordCount(_ text: String) -> Int {
  var words = 0
  var unspaced = 0
  var isInWord = false
  for scalar in text.unicodeScalars {
    if scalar.properties.isWhitespace {
      isInWord = false
    } else if scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value) {
      unspaced += 1
      isInWord = false
    } else if scalar.properties.isAlphabetic, !isInWord {
      words += 1
      isInWord = true
    }
  }
  return words + unspaced / 2
}
