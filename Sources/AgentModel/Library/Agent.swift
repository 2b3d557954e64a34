package import struct Git.FileMode
package import struct Git.ObjectID
package import struct Git.RepoPath

/// Where an agent was found and what its path says of it; no content has been read yet.
package struct AgentFile: Hashable, Sendable {
  /// The document: `agents/core/ada/ada.md`.
  package let document: RepoPath
  /// The library root it lies in, as matched: `agents`, `plugins/web/agents`.
  package let root: RepoPath
  /// What the root's wildcards matched, first to last: `["web"]` for `plugins/*/agents`.
  package let wildcards: [String]
  /// The agent's own folder, where it has one: `agents/core/ada`.
  package let folder: RepoPath?
  /// The folders between root and agent: `["core"]`.
  package let category: [String]
  /// What `{name}` stands for: the file's stem without `.agent`, `.prompt`, `.chatmode`; the folder's
  /// name for `AGENT.md` and `index.md`.
  package let name: String

  package init(
    document: RepoPath,
    root: RepoPath,
    wildcards: [String],
    folder: RepoPath?,
    category: [String],
    name: String
  ) {
    self.document = document
    self.root = root
    self.wildcards = wildcards
    self.folder = folder
    self.category = category
    self.name = name
  }
}

/// One document with an identity.
package struct Agent: Hashable, Sendable {
  /// NFC, lower case, `[\p{L}\p{N}._-]+`; unique in its library.
  package let id: String
  package let file: AgentFile
  package let blobID: ObjectID
  package let document: Document
  package let metadata: Metadata

  package init(
    id: String,
    file: AgentFile,
    blobID: ObjectID,
    document: Document,
    metadata: Metadata
  ) {
    self.id = id
    self.file = file
    self.blobID = blobID
    self.document = document
    self.metadata = metadata
  }
}

/// What a document says of itself, each value with the place it came from.
package struct Metadata: Hashable, Sendable {
  /// Front matter `name`.
  package let name: Sourced<String>?
  /// Front matter `title`, else the first heading.
  package let title: Sourced<String>?
  /// Front matter `description`, else a label of that name, else the purpose section's first paragraph.
  package let description: Sourced<String>?
  /// Front matter, else labels (`Version`, `Agent Version`, `Priority`, `Status`, `Role`, …): lower-case
  /// names with `-` for spaces, in order of appearance.
  package let fields: [Field]

  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: Sourced<String>

    package init(name: String, value: Sourced<String>) {
      self.name = name
      self.value = value
    }
  }

  package init(
    name: Sourced<String>?,
    title: Sourced<String>?,
    description: Sourced<String>?,
    fields: [Field]
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.fields = fields
  }
}
