package import AgentModel

package import struct Git.FileMode
package import struct Git.RepoPath

/// One file that a plan changes: what the base holds and what is to stand there afterwards.
package struct FileChange: Hashable, Sendable {
  /// What a file is to be.
  package struct After: Hashable, Sendable {
    /// As git stores them: conversion for the work tree comes later.
    package let bytes: [UInt8]
    package let mode: FileMode

    package init(bytes: [UInt8], mode: FileMode) {
      self.bytes = bytes
      self.mode = mode
    }
  }

  /// What the tool keeps a file for.
  package enum Role: String, Codable, Hashable, Sendable {
    case output
    case pristine
    case registry
    case configuration
    /// A document of people, in which references are written anew.
    case source
  }

  package let path: RepoPath
  /// What the plan's base tree holds there; nil for nothing.
  package let before: TreeItem?
  /// What is to stand there; nil removes the file.
  package let after: After?
  package let role: Role
  /// Whether what is to stand there is just what is generated, without a line of a person.
  package let isGenerated: Bool

  package init(
    path: RepoPath,
    before: TreeItem?,
    after: After?,
    role: Role,
    isGenerated: Bool = false
  ) {
    self.path = path
    self.before = before
    self.after = after
    self.role = role
    self.isGenerated = isGenerated
  }
}
