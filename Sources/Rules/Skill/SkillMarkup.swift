import AgentModel

extension Rule {
  static let skillMarkup = Rule(
    .skillMarkup,
    .warning,
    .own,
    means: "The description of a skill holds a tag in angle brackets.",
    why:
      "VS Code takes tags out of it, so the model reads the sentence without them; other tools refuse the skill.",
    cure: "Write the word without angle brackets.",
    wrong: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change for a <pull-request> before it is written.
      ---
      Plan.
      """
    ),
    right: Example(
      ".github/skills/plan/SKILL.md",
      """
      ---
      name: plan
      description: Plans a change (of < 10 files) before it is written.
      ---
      Plan.
      """
    )
  ) { file, _ in
    ["name", "description"].compactMap { key in
      guard let value = file.skillHeader?[key], let text = value.text, let tag = firstTag(in: text)
      else { return nil }
      return file.finding(
        at: value.range.lowerBound,
        "\(quoted(tag)) is taken out of the \(key) by VS Code",
        hint: "write the word without angle brackets"
      )
    }
  }
}

/// The first `<word …>` or `</word>`.
private func firstTag(in text: String) -> String? {
  guard text.utf8.contains(UInt8(ascii: "<")) else { return nil }
  var rest = text[...]
  while let open = rest.firstIndex(of: "<") {
    let inner = rest[rest.index(after: open)...]
    let name = inner.first == "/" ? inner.dropFirst() : inner
    if let first = name.first, first.isASCII, first.isLetter,
      let close = name.prefix(80).firstIndex(of: ">"),
      !name[..<close].contains("<")
    {
      return String(rest[open...close])
    }
    rest = inner
  }
  return nil
}
