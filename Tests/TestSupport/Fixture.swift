import Foundation
package import SystemPackage
import Testing

/// A case folder below `fixtures/`; its name is a sentence in kebab case.
package struct Fixture: Hashable, Sendable, CustomTestStringConvertible {
  /// The folder of all fixtures.
  package static let root = FilePath(#filePath)
    .removingLastComponent().removingLastComponent().removingLastComponent().appending("fixtures")

  /// The case folder.
  package let folder: FilePath

  package init(folder: FilePath) {
    self.folder = folder
  }

  /// The last component of the folder.
  package var name: String { folder.lastComponent?.string ?? "" }

  package var testDescription: String { name }

  /// All case folders of one kind, sorted by name: `Fixture.cases(in: "merge")`.
  package static func cases(in kind: String) -> [Fixture] {
    let place = root.pushing(FilePath(kind))
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.string)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") }.map { name in
      Fixture(folder: place.appending(name))
    }
  }

  /// The place of a file of this case.
  package func path(_ name: String) -> FilePath {
    folder.pushing(FilePath(name))
  }

  /// The bytes of a file of this case; nil when there is none.
  package func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(name).string).map { [UInt8]($0) }
  }

  /// The text of a file of this case; nil when there is none.
  package func text(_ name: String) -> String? {
    bytes(name).map { String(decoding: $0, as: UTF8.self) }
  }
}
