import AgentModel

import struct Git.FileMode
import struct Git.ObjectID
import struct Git.RepoPath

/// A path that is valid by what the test says.
func path(_ text: String) -> RepoPath {
  guard let path = RepoPath(text) else { preconditionFailure("BUG: '\(text)' is no path") }
  return path
}

/// The document of a text, at `agents/ada.md`.
func document(_ text: String) throws -> Document {
  try Document(parsing: Array(text.utf8), at: path("agents/ada.md"))
}

/// The problem that keeps bytes from being a document; nil where there is none.
func problem(in bytes: [UInt8]) -> Problem? {
  do throws(Problem) {
    _ = try Document(parsing: bytes, at: path("agents/ada.md"))
    return nil
  } catch {
    return error
  }
}

/// The same for text.
func problem(in text: String) -> Problem? { problem(in: Array(text.utf8)) }

/// A tree made of paths; what ends with `/` is a folder of its own, `->` makes a symbolic link.
struct SampleTree: TreeView {
  private var entries: [RepoPath: TreeItem] = [:]
  private var documents: [RepoPath: Document] = [:]

  init(_ paths: String...) {
    for text in paths {
      if text.hasSuffix("->") {
        add(path(String(text.dropLast(2))), .symlink)
      } else if text.hasSuffix("@") {
        add(path(String(text.dropLast())), .gitlink)
      } else {
        add(path(text), .file)
      }
    }
  }

  private mutating func add(_ path: RepoPath, _ mode: FileMode) {
    entries[path] = TreeItem(mode: mode, objectID: .zero)
    if let parent = path.parent { add(parent, .tree) }
  }

  func entry(at path: RepoPath) -> TreeItem? { entries[path] }

  func document(at path: RepoPath) -> Document? { documents[path] }
}
