import AgentModel
import Git
import Rules
import Testing

/// What a file gains by a change of its text, where it is the only one; nil stands for no file.
func gainedPower(_ path: String, _ before: String?, _ after: String?) throws -> [Problem] {
  let place = try #require(RepoPath(path))
  let kind = try #require(CustomizationKind(place))
  func context(_ text: String?) -> RuleContext {
    let files = text.map { [RuleFile(path: place, kind: kind, bytes: Array($0.utf8))] } ?? []
    return RuleContext(files: files) { _ in false }
  }
  return powerGained(from: context(before), to: context(after), allowing: PowerPolicy())
}
