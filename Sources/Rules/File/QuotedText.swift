/// Somebody's text in single quotes for a message: on one line, cut off where it is long, and with what a
/// terminal or a reader would not see written as its code point.
func quoted(_ text: String) -> String {
  let limit = 60
  var line = ""
  var count = 0
  for scalar in text.unicodeScalars {
    guard count < limit else {
      line += "…"
      break
    }
    count += 1
    switch scalar.properties.generalCategory {
    case .control where scalar.properties.isWhitespace, .lineSeparator, .paragraphSeparator:
      line += " "
    case .control, .format, .privateUse, .unassigned:
      line += "<U+\(String(scalar.value, radix: 16, uppercase: true))>"
    default: line.unicodeScalars.append(scalar)
    }
  }
  return "'\(line)'"
}

/// Words for a message: `'a', 'b' and 'c'`.
func listed(_ words: [String]) -> String {
  let all = words.map { "'\($0)'" }
  guard let last = all.last, all.count > 1 else { return all.first ?? "" }
  return all.dropLast().joined(separator: ", ") + " and " + last
}
