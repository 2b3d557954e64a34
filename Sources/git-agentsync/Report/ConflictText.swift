import AgentModel
import AgentSync
import Git

/// How conflicts read that a person is to settle.
enum ConflictText {
  static func lines(_ conflicts: [OpenConflict], _ style: Style) -> String {
    guard !conflicts.isEmpty else { return "" }
    var text = "\nTo be settled:\n"
    text +=
      "  (edit the files and 'git add' them, or 'git agentsync resolve --ours|--theirs|--union';\n"
    text += "   then 'git agentsync continue'; 'git agentsync abort' puts all back)\n"
    for conflict in conflicts {
      let word = conflict.word.padding(to: 22)
      text += "  \(style.paint(word, .red)) \(conflict.path.string.escapedForTerminal)\n"
    }
    return text
  }
}

extension OpenConflict {
  /// What it is, as `git status` would say it with our words for the sides.
  var word: String {
    if versions[2] == nil { return "deleted by hand" }
    return versions[3] == nil ? "agent gone" : "both changed"
  }
}
