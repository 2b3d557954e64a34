package import struct Git.RepoPath

/// What changed in the agents between two libraries, by section and field.
package struct ChangeSet: Hashable, Sendable {
  /// Sorted by id; agents in which nothing changed are left out.
  package let agents: [AgentChange]

  package init(agents: [AgentChange]) {
    self.agents = agents
  }

  package var isEmpty: Bool { agents.isEmpty }
}

/// What changed in one agent.
package struct AgentChange: Hashable, Sendable {
  /// What became of the agent as a whole.
  package enum Kind: String, CaseIterable, Sendable {
    case added
    case removed
    /// There on both sides: edited, moved or renamed.
    case changed
    /// Its document is there and can't be used any more: unreadable, or of an id that another has too.
    case rejected
    /// Its document can be used again.
    case readmitted
  }

  package let kind: Kind
  /// The id now; of a removed agent the one it had.
  package let id: String
  /// The id before, where it was another.
  package let formerID: String?
  /// The document now; of a removed agent where it was.
  package let source: RepoPath
  /// The document's path before, where it was another.
  package let formerSource: RepoPath?
  /// The folders between root and agent before, where they were others.
  package let formerCategory: [String]?
  /// In the order of the document, front matter before labels; empty but for changed agents.
  package let fields: [FieldChange]
  /// In the order of the document; empty but for changed agents.
  package let sections: [SectionChange]
  /// Sorted by path; empty but for changed agents.
  package let parts: [PartChange]
  /// Whether the document's bytes differ, but in no field and no section.
  ///
  /// Blank lines, line endings, comments, the order of keys, the markup of a label.
  package let isLayoutChanged: Bool

  /// Whether anything but id and place changed.
  package var isEdited: Bool {
    isLayoutChanged || !fields.isEmpty || !sections.isEmpty || !parts.isEmpty
  }
}

/// A value that a document says of its agent, before and now.
package struct FieldChange: Hashable, Sendable {
  package enum Origin: String, Sendable {
    case frontMatter = "front-matter"
    /// A bold label: `**Version:** 2.0.0`.
    case label
    /// Taken from headings and text, where neither front matter nor a label says it.
    case text
  }

  /// A key of the front matter, nested ones joined by dots; a label's name in lower case.
  package let name: String
  package let origin: Origin
  /// The value before, as YAML would write it on one line; nil where there was none.
  package let old: String?
  /// The value now, as YAML would write it on one line; nil where there is none.
  package let new: String?
  /// What a list holds now and did not before; empty for anything but lists of plain values.
  package let addedItems: [String]
  /// What a list held before and does not now; empty for anything but lists of plain values.
  package let removedItems: [String]
}

/// A section, which is a heading with the text up to the next heading, before and now.
package struct SectionChange: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case added
    case removed
    /// There on both sides.
    case changed
  }

  package let kind: Kind
  /// The headings that lead to it, the document's title left out; of a removed section those it had.
  ///
  /// Empty for the text before the first heading.
  package let path: [String]
  /// The headings that led to it, where they were others.
  package let formerPath: [String]?
  /// Whether the section's own heading is worded otherwise.
  package let isRenamed: Bool
  /// Whether it stands elsewhere among its neighbours, or below another heading.
  package let isMoved: Bool
  /// Lines that were not there before; of an added section all, subsections included.
  package let addedLines: Int
  /// Lines that are not there any more; of a removed section all, subsections included.
  package let removedLines: Int
  /// How many sections below it were added or removed with it.
  package let subsections: Int

  /// Whether the text itself changed, and not only its heading or place.
  package var isEdited: Bool { kind == .changed && addedLines + removedLines > 0 }
}

/// A file in an agent's own folder, before and now.
package struct PartChange: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case added
    case removed
    case edited
    /// The same bytes under another name.
    case renamed
  }

  package let kind: Kind
  package let path: RepoPath
  /// Where a renamed part stood.
  package let formerPath: RepoPath?
}
