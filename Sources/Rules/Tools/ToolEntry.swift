import PromptFiles

/// A tool that a header names.
struct ToolEntry {
  let name: String
  /// UTF-8 offset into the file.
  let offset: Int

  /// The most that are looked at in one file; VS Code sends no more than 128 with a request.
  static let limit = 1_000
}

extension RuleFile {
  /// The tools of a header: a list of texts, or one text with commas.
  var toolEntries: [ToolEntry] {
    guard let value = header?["tools"] else { return [] }
    if let items = value.items {
      return items.prefix(ToolEntry.limit).compactMap { item in
        guard let name = item.text, !item.isBlank else { return nil }
        return ToolEntry(name: name, offset: item.range.lowerBound)
      }
    }
    return value.text.map { located(toolNames(in: $0).prefix(ToolEntry.limit), in: value.range) }
      ?? []
  }

  /// Names with the places where they stand one behind the other; from where one is written otherwise, the
  /// place of the whole.
  private func located(_ names: ArraySlice<String>, in range: Range<Int>) -> [ToolEntry] {
    let between = Array(" \t\r\n,'\"".utf8)
    var at: Int? = range.lowerBound
    return names.map { name in
      guard let start = at,
        let first = bytes[start..<range.upperBound].firstIndex(where: { !between.contains($0) }),
        bytes[first..<range.upperBound].starts(with: name.utf8)
      else {
        at = nil
        return ToolEntry(name: name, offset: range.lowerBound)
      }
      at = first + name.utf8.count
      return ToolEntry(name: name, offset: first)
    }
  }
}
