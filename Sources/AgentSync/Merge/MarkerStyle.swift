/// How conflicts are written into a text: git's markers, with the base in the middle.
package struct MarkerStyle: Sendable {
  /// What stands behind the markers; empty for nothing.
  package let ours: String
  package let base: String
  package let theirs: String
  /// How many signs a marker has at least: 7, or what git asks for.
  package let size: Int

  package init(ours: String, base: String, theirs: String, size: Int = 7) {
    self.ours = ours
    self.base = base
    self.theirs = theirs
    self.size = size
  }
}

extension MergedText {
  /// The text with its conflicts between markers, as git's `zdiff3` has them.
  ///
  /// Markers are longer than any run of their signs that begins a line of the text.
  package func written(with markers: MarkerStyle) -> [UInt8] {
    let longest = pieces.map { piece in
      switch piece {
      case .text(let text): LineMerge.longestMarkerRun(text)
      case .conflict(let conflict):
        [conflict.base, conflict.ours, conflict.theirs].map(LineMerge.longestMarkerRun).max() ?? 0
      }
    }.max()
    // Shorter runs than git's own markers can't be mistaken.
    let size = max(markers.size, (longest ?? 0) >= markers.size ? (longest ?? 0) + 1 : 0)
    func line(_ sign: Unicode.Scalar, _ label: String) -> [UInt8] {
      let signs = [UInt8](repeating: UInt8(ascii: sign), count: size)
      return signs + (label.isEmpty ? [] : [32] + Array(label.utf8)) + [10]
    }
    var text: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .text(let bytes): text += bytes
      case .conflict(let conflict):
        text += line("<", markers.ours) + conflict.ours
        text += line("|", markers.base) + conflict.base
        text += line("=", "") + conflict.theirs
        text += line(">", markers.theirs)
      }
    }
    return text
  }
}
