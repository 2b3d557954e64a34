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

/// How the memory's answers read that a person may take.
enum RecallText {
  static func lines(_ recall: Recall, areOpen: Bool, _ style: Style) -> String {
    var text = ""
    if !recall.offers.isEmpty {
      let first = areOpen ? "" : "'git agentsync sync --conflicts=open', then "
      text += "\nSettled before:\n"
      text += "  (\(first)'git agentsync resolve --remembered PATH' takes the answer,\n"
      text += "   'git agentsync memory show KEY' shows it)\n"
      for offer in recall.offers {
        let source =
          switch offer.source {
          case .own: "here"
          case .remote(let name): "from '\(name)'"
          }
        let base = offer.isExact ? "" : ", over another text"
        let words = "\(offer.path): \(offer.place.text), \(source)\(base)"
        text += "  \(style.paint(offer.key, .cyan)) \(words.escapedForTerminal)\n"
      }
    }
    if !recall.experiences.isEmpty {
      text += "\nSo far here:\n"
      for experience in recall.experiences {
        let subject = experience.suggestion.subject
        let words = "\(experience.path): \(subject): \(experience.suggestion.text)"
        text += "  \(words.escapedForTerminal)\n"
      }
    }
    return text
  }
}

extension MergeConflict.Place {
  /// The key of the front matter, or the heading above.
  var text: String {
    switch self {
    case .frontMatter(let keys) where keys.isEmpty: "front matter"
    case .frontMatter(let keys): keys.joined(separator: ".")
    case .section(""): "before the first heading"
    case .section(let heading): heading
    }
  }
}

extension OpenConflict {
  /// What it is, as `git status` would say it with our words for the sides.
  var word: String {
    if versions[2] == nil { return "deleted by hand" }
    return versions[3] == nil ? "agent gone" : "both changed"
  }
}
