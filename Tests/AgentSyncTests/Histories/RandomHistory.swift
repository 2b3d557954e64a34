import TestSupport
import Testing

/// What happens in a repository step by step, drawn from a seed.
///
/// A step draws its own chances from its own number, so that it means the same when others are dropped.
struct RandomHistory: Sendable, CustomTestStringConvertible {
  let seed: UInt64
  let setting: Setting
  var steps: [Step]

  /// What holds for a whole history.
  struct Setting: Sendable {
    /// Whether nobody touches an output.
    let isHandsOff: Bool
    let configuration: String
    let agentCount: Int
  }

  struct Step: Sendable {
    enum Kind: String, CaseIterable, Sendable {
      case editSource = "edit a source"
      case describeSource = "edit front matter"
      case editPart = "edit a part"
      case addAgent = "add an agent"
      case removeAgent = "remove an agent"
      case renameAgent = "rename an agent"
      case moveAgent = "move an agent to another category"
      case configure = "change the configuration"
      case type = "type into an output"
      case changeOutput = "change a line of an output"
      case cutOutput = "delete a line of an output"
      case deleteOutput = "delete an output"
      case restoreOutput = "bring an output back"
      case takeOver = "take a hand edit over into the source"
      case typeUnsaved = "type, and sync before the commit"
      case sync
      case syncStaged = "edit a source, sync the index, and commit"
      case syncWorktree = "edit a source, sync the work tree, and commit"
      case settle = "settle a conflict"
      case undo
      case branch = "branch off"
      case switchBranch = "switch"
      case merge
      case squash = "merge a branch as one commit"
      case rebase
      case cherryPick = "pick a commit of another branch"
      case revert

      /// Whether it leaves every file where it is, and brings no other branch's.
      var isPlainEdit: Bool {
        switch self {
        case .editSource, .describeSource, .editPart, .type, .changeOutput, .cutOutput,
          .typeUnsaved,
          .sync, .syncStaged, .syncWorktree:
          true
        default: false
        }
      }

      /// How often the kind is drawn; zero where nobody may touch outputs.
      func weight(isHandsOff: Bool) -> Int {
        switch self {
        case .sync: 14
        case .editSource, .merge: 10
        case .branch, .switchBranch: 6
        case .editPart, .renameAgent, .addAgent, .cherryPick, .revert: 4
        case .squash, .rebase, .syncStaged, .syncWorktree: 3
        case .describeSource, .removeAgent: 3
        case .moveAgent: 2
        case .configure: 1
        case .type: isHandsOff ? 0 : 9
        case .changeOutput: isHandsOff ? 0 : 4
        case .cutOutput, .settle, .typeUnsaved: isHandsOff ? 0 : 3
        case .deleteOutput, .restoreOutput, .takeOver, .undo: isHandsOff ? 0 : 2
        }
      }
    }

    /// Its place in the whole history, from 1; it marks the lines that the step writes.
    let number: Int
    let kind: Kind
    let chances: UInt64
  }

  /// Draws a history.
  init(seed: UInt64, length: Int = 25) {
    var random = SeededRandom(seed: seed)
    let isHandsOff = random.chance(25)
    let agentCount = Int.random(in: 2...4, using: &random)
    setting = Setting(
      isHandsOff: isHandsOff,
      configuration: RandomHistory.configuration(&random),
      agentCount: agentCount
    )
    let bag = Step.Kind.allCases.flatMap { kind in
      Array(repeating: kind, count: kind.weight(isHandsOff: isHandsOff))
    }
    self.seed = seed
    steps = (1...length).map { number in
      Step(
        number: number,
        kind: bag[Int.random(in: 0..<bag.count, using: &random)],
        chances: random.next()
      )
    }
  }

  var testDescription: String { "seed \(seed)" }

  /// A configuration that keeps to what the agents of a history can be made into.
  static func configuration(_ random: inout SeededRandom) -> String {
    let targets = [
      "[prompt]", "[prompt]", "[prompt, agent]", "[agent, skill]",
      "[{prompt: {path: \".github/prompts/{category}/{id}.prompt.md\"}}]",
      "[{prompt: {path: \".github/prompts/{name}.prompt.md\"}}]",
    ]
    let target = targets[Int.random(in: 0..<targets.count, using: &random)]
    let body = random.chance(40) ? "inline" : "link"
    return "format: 1\nlibrary:\n  roots: [agents]\ntargets: \(target)\nbody: \(body)\n"
  }
}
