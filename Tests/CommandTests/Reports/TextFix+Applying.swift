@testable import AgentSync

extension TextFix {
  /// A text with the fix made, found by lines and columns alone, as a reader of a report does it.
  func applied(to text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    func index(_ position: Position) -> Int {
      var line = 1
      var column = 1
      for (index, scalar) in scalars.enumerated() {
        if line == position.line, column == position.column { return index }
        if scalar == "\n" {
          line += 1
          column = 1
        } else {
          column += 1
        }
      }
      return scalars.count
    }
    var made = String.UnicodeScalarView()
    made.append(contentsOf: scalars[..<index(start)])
    made.append(contentsOf: replacement.unicodeScalars)
    made.append(contentsOf: scalars[index(end)...])
    return String(made)
  }
}
