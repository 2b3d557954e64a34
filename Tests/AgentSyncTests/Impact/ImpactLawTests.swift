import TestSupport
import Testing

@testable import AgentSync

/// Random libraries and random changes: what `impact` says and what a sync writes are one set.
struct ImpactLawTests {
  private static let names = ["ada", "bo", "cy", "dot", "eve"]
  private static let places = ["agents", "agents/core", "agents/web"]

  /// A library that changes at random.
  private struct Play {
    let library: ImpactLibrary
    var random: SeededRandom
    var deeds: [String] = []
    var number = 0

    init(seed: UInt64) throws {
      random = SeededRandom(seed: seed)
      library = try ImpactLibrary([".agentsync.yml": "targets: [prompt]\n"])
    }

    func pick<Element>(_ elements: [Element], _ random: inout SeededRandom) -> Element? {
      elements.randomElement(using: &random)
    }

    /// A reference of any form to something that may be there or not.
    private mutating func reference() -> String {
      let name = pick(ImpactLawTests.names, &random) ?? ""
      let document = pick(["a", "b", "c"], &random) ?? ""
      let anchor = random.chance(40) ? "#low" : ""
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return "[see](../docs/\(document).md\(anchor))"
      case 1: return "@docs/\(document).md\(anchor)"
      case 2: return "\n\n@docs/\(document).md\(anchor)\n\n"
      case 3: return "`/docs/\(document).md`"
      case 4: return "[her](\(name).md)"
      default: return "#file:../docs/\(document).md"
      }
    }

    private mutating func text(_ title: String) -> String {
      number += 1
      let lines = (0..<Int.random(in: 0...3, using: &random)).map { _ in reference() }
      return "# \(title) \(random.chance(50) ? "" : String(number))\n\nText \(number).\n\n"
        + "## \(random.chance(70) ? "Low" : "High")\n\n" + lines.joined(separator: "\n") + "\n"
    }

    private mutating func agent(_ name: String) -> String {
      var lines: [String] = []
      let other = pick(ImpactLawTests.names, &random) ?? ""
      if random.chance(30) { lines.append("name: \(other.capitalized) \(number % 2)") }
      if random.chance(20) { lines.append("id: \(other)") }
      if random.chance(30) {
        lines.append("handoffs: [{label: Go, agent: \(other), prompt: go}]")
      }
      if random.chance(30) { lines.append("agents: [\(other), \(name.capitalized)]") }
      if random.chance(30) { lines.append("agent: \(other.capitalized) 1") }
      let header = lines.isEmpty ? "" : "---\n\(lines.joined(separator: "\n"))\n---\n"
      return header + text(name.capitalized)
    }

    /// Changes one thing.
    mutating func act() throws {
      let repository = library.repository
      let name = pick(ImpactLawTests.names, &random) ?? ""
      let files = try repository.git("ls-files", "-co", "--exclude-standard", "agents", "docs")
        .split(separator: "\n").map(String.init).filter(repository.exists)
      switch Int.random(in: 0..<10, using: &random) {
      case 0...2:
        let path = "\(pick(ImpactLawTests.places, &random) ?? "agents")/\(name).md"
        try repository.write(path, agent(name))
        deeds.append("writes \(path)")
      case 3, 4:
        let path = "docs/\(pick(["a", "b", "c"], &random) ?? "a").md"
        try repository.write(path, text("Document"))
        deeds.append("writes \(path)")
      case 5:
        guard let path = pick(files, &random) else { return }
        try repository.remove(path)
        deeds.append("removes \(path)")
      case 6:
        guard let path = pick(files, &random) else { return }
        let place = pick(ImpactLawTests.places + ["docs"], &random) ?? "docs"
        try repository.write("\(place)/\(name).md", try repository.read(path))
        if path != "\(place)/\(name).md" { try repository.remove(path) }
        deeds.append("moves \(path) to \(place)/\(name).md")
      case 7, 8:
        guard let path = pick(files, &random) else { return }
        number += 1
        try repository.write(path, try repository.read(path) + "\nLine \(number).\n")
        deeds.append("adds a line to \(path)")
      default:
        let bodies = ["prompt", "agent", "agent: {body: inline}", "prompt: {provenance: false}"]
        let first = pick(bodies.filter { $0.hasPrefix("prompt") }, &random) ?? "prompt"
        let second = pick(bodies.filter { $0.hasPrefix("agent") }, &random) ?? "agent"
        let targets = random.chance(50) ? "{\(first)}, {\(second)}" : "{\(second)}"
        let text = targets.replacing("{prompt}", with: "prompt")
          .replacing("{agent}", with: "agent")
        try repository.write(".agentsync.yml", "targets: [\(text)]\n")
        deeds.append("asks for \(text)")
      }
    }
  }

  @Test(arguments: UInt64(0)..<14)
  func `what a range reaches is what a sync writes`(seed: UInt64) throws {
    var play = try Play(seed: seed)
    for _ in 0..<6 { try play.act() }
    try play.library.team.commit()
    for _ in 0..<4 {
      try play.library.team.sync { $0.allowsRemovals = true }
      let start = try play.library.repository.id("HEAD").hex
      play.deeds = []
      for _ in 0..<Int.random(in: 1...3, using: &play.random) { try play.act() }
      try play.library.team.commit()
      try play.library.expectLaw(since: start, play.deeds.joined(separator: "; "))
    }
  }
}
