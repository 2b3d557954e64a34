import AgentModel
import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

@testable import PromptFiles

/// The bytes of output format 1: they change only with a new format.
struct GoldenOutputTests {
  /// The library of the fixtures, read once.
  private static let workshop = Workshop(folder: Fixture.root.appending("library"))

  @Test(arguments: BodyMode.allCases, Target.allCases)
  func `every agent of the library has its golden output`(body: BodyMode, target: Target) throws {
    let library = Self.workshop.library()
    #expect(library.agents.count == 8)
    #expect(library.findings.isEmpty)
    let settings = TargetSettings(
      target: target,
      body: body,
      models: ["sonnet": "Claude Sonnet 4.5 (copilot)"]
    )
    let names = AgentNames(library)
    var notes: [String] = []
    let folder = Fixture.root.appending("outputs").appending(body.rawValue)
    for agent in library.agents {
      let output = render(agent, as: settings, names: names, tree: Self.workshop)
      let text = String(decoding: output.text, as: UTF8.self)
      let path = output.path.string.dropFirst(".github/".count)
      try Golden.expect(text, equals: folder.pushing(FilePath(String(path))))
      notes += output.findings.map { "\(agent.id): \($0.note)" }
    }
    let list = notes.joined(separator: "\n") + "\n"
    try Golden.expect(list, equals: folder.appending("\(target.rawValue)-findings.txt"))
  }
}

extension Workshop {
  /// The files below a folder.
  init(folder: FilePath) {
    var files: [RepoPath: [UInt8]] = [:]
    for name in FileManager.default.enumerator(atPath: folder.string) ?? .init() {
      guard let name = name as? String, let path = RepoPath(name),
        let data = try? Data(contentsOf: URL(fileURLWithPath: folder.string + "/" + name))
      else { continue }
      files[path] = [UInt8](data)
    }
    self.init(files)
  }
}

extension Problem {
  /// Severity, place and words on one line.
  fileprivate var note: String {
    let line = place?.line.map { ":\($0)" } ?? ""
    let column = place?.column.map { ":\($0)" } ?? ""
    return
      "\(severity.rawValue) \(place?.path.string ?? "")\(line)\(column) \(message) [\(code.rawValue)]"
  }
}
