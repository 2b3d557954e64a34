import AgentSync
import Git
import PromptFiles

/// What changed in an agent, in JSON.
struct AgentChangeRecord: Encodable {
  let agent: String
  let formerAgent: String?
  let change: String
  let source: String
  let formerSource: String?
  let formerCategory: String?
  let fields: [FieldRecord]
  let sections: [SectionRecord]
  let parts: [PartRecord]
  /// Whether the document's bytes differ, but in no field and no section.
  let layout: Bool

  init(_ change: AgentChange) {
    agent = change.id
    formerAgent = change.formerID
    self.change = change.kind.rawValue
    source = change.source.string
    formerSource = change.formerSource?.string
    formerCategory = change.formerCategory?.joined(separator: "/")
    fields = change.fields.map(FieldRecord.init)
    sections = change.sections.map(SectionRecord.init)
    parts = change.parts.map(PartRecord.init)
    layout = change.isLayoutChanged
  }

  struct FieldRecord: Encodable {
    let name: String
    let origin: String
    let old: String?
    let new: String?
    let addedItems: [String]
    let removedItems: [String]

    init(_ change: FieldChange) {
      name = change.name
      origin = change.origin.rawValue
      old = change.old
      new = change.new
      addedItems = change.addedItems
      removedItems = change.removedItems
    }
  }

  struct SectionRecord: Encodable {
    /// The headings that lead to it; empty for the text before the first heading.
    let path: [String]
    let formerPath: [String]?
    let change: String
    let renamed: Bool
    let moved: Bool
    let addedLines: Int
    let removedLines: Int
    let subsections: Int

    init(_ change: SectionChange) {
      path = change.path
      formerPath = change.formerPath
      self.change = change.kind.rawValue
      renamed = change.isRenamed
      moved = change.isMoved
      addedLines = change.addedLines
      removedLines = change.removedLines
      subsections = change.subsections
    }
  }

  struct PartRecord: Encodable {
    let path: String
    let formerPath: String?
    let change: String

    init(_ change: PartChange) {
      path = change.path.string
      formerPath = change.formerPath?.string
      self.change = change.kind.rawValue
    }
  }
}

/// An output that changes touch, in JSON.
struct TouchedRecord: Encodable {
  let path: String
  let formerPath: String?
  let agent: String
  let target: String
  let change: String

  init(_ output: TouchedOutput) {
    path = output.path.string
    formerPath = output.formerPath?.string
    agent = output.agentID
    target = output.target.rawValue
    change = output.kind.rawValue
  }
}
