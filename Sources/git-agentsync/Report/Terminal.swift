import Git

/// One of the streams that a person may sit at.
struct Terminal {
  static let standardInput = Terminal(descriptor: 0)
  static let standardOutput = Terminal(descriptor: 1)
  static let standardError = Terminal(descriptor: 2)

  private let descriptor: Int32

  /// Whether a person looks at the stream.
  var isInteractive: Bool { isTerminal(descriptor) }

  /// Whether colours are wanted: a terminal, and neither `NO_COLOR` nor a dumb one.
  var takesColours: Bool {
    let environment = ProcessEnvironment.current
    guard isInteractive, environment["NO_COLOR", default: ""].isEmpty else { return false }
    return environment["TERM"] != "dumb"
  }

  func write(_ text: String) {
    writeAll(Array(text.utf8), to: descriptor)
  }
}

/// Colours, or none.
struct Style {
  let isColoured: Bool

  enum Colour: String {
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case bold = "1"
    case faint = "2"
  }

  func paint(_ text: String, _ colour: Colour) -> String {
    isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}
