import TestSupport
import Testing

/// What a person does in a repository with our hooks, step by step, drawn from a seed.
///
/// A step draws its own chances from its own number, so that it means the same when others are dropped.
struct RandomHookSteps: Sendable, CustomTestStringConvertible {
  struct Step: Sendable {
    enum Kind: String, CaseIterable, Sendable {
      case typeSource = "type into a source"
      case typeOutput = "type into an output"
      case typePart = "type into a part"
      case typeBoth = "type into a source and an output"
      case cutSource = "cut a line of a source"
      case addAgent = "add an agent"
      case renameAgent = "rename an agent"
      case configure = "set the modes of hooks"
      case stageAll = "stage all"
      case stageFile = "stage a file"
      case stageHunk = "stage a hunk"
      case unstage = "unstage"
      case intend = "intend to add"
      case commit
      case commitAll = "commit -a"
      case commitPath = "commit -- PATH"
      case commitWith = "commit -i PATH"
      case commitParts = "commit -p"
      case amend = "commit --amend"
      case commitUnseen = "commit --no-verify"
      case branch = "branch off"
      case switchBranch = "switch"
      case merge
      case mergeTrue = "merge --no-ff"
      case mergeSquash = "merge --squash"
      case pull
      case pullRebase = "pull --rebase"
      case rebase = "rebase --autostash"
      case squash = "rebase -i, squash"
      case cherryPick = "cherry-pick"
      case revert
      case am
      case stash
      case stashPop = "stash pop"
      case bisect

      /// How often the kind is drawn.
      var weight: Int {
        switch self {
        case .typeSource, .typeBoth: 12
        case .typeOutput, .stageHunk: 8
        case .commit: 6
        case .commitPath, .commitAll, .merge, .mergeTrue, .branch: 4
        case .stageFile, .commitWith, .commitParts, .switchBranch: 3
        case .typePart, .stageAll, .amend, .commitUnseen, .stash, .stashPop, .rebase: 2
        case .cutSource, .cherryPick, .pull, .pullRebase, .revert, .mergeSquash: 2
        default: 1
        }
      }

      /// Whether git runs `pre-commit` in it, with no more than what the person asks to be committed.
      var isCommit: Bool {
        switch self {
        case .commit, .commitAll, .commitPath, .commitWith, .commitParts, .amend: true
        default: false
        }
      }

      /// Whether it wants a tidy tree, so that it is worth committing all before.
      var isMerging: Bool {
        switch self {
        case .merge, .mergeTrue, .mergeSquash, .pull, .pullRebase, .rebase, .squash, .cherryPick,
          .revert, .am, .bisect, .switchBranch:
          true
        default: false
        }
      }
    }

    /// Its place in the whole run, from 1.
    let number: Int
    let kind: Kind
    let chances: UInt64
  }

  let seed: UInt64
  var steps: [Step]

  init(seed: UInt64, count: Int = 50) {
    var random = SeededRandom(seed: seed)
    let bag = Step.Kind.allCases.flatMap { Array(repeating: $0, count: $0.weight) }
    self.seed = seed
    steps = (1...count).map { number in
      let place = Int.random(in: 0..<bag.count, using: &random)
      return Step(number: number, kind: bag[place], chances: random.next())
    }
  }

  var testDescription: String { "seed \(seed)" }

  /// Drops steps for as long as the same law is broken.
  func shrunk(_ failure: HookFailure, patience: Int = 60) -> (RandomHookSteps, HookFailure) {
    var (smallest, found, plays) = (self, failure, 0)
    var width = max(1, steps.count / 2)
    while plays < patience {
      var hasShrunk = false
      var start = 0
      while start < smallest.steps.count, plays < patience {
        var candidate = smallest
        candidate.steps.removeSubrange(start..<min(start + width, candidate.steps.count))
        plays += 1
        if let other = RandomHookRun.failure(of: candidate), other.law == failure.law {
          (smallest, found, hasShrunk) = (candidate, other, true)
        } else {
          start += width
        }
      }
      if width == 1, !hasShrunk { break }
      width = max(1, width / 2)
    }
    return (smallest, found)
  }
}

/// A law that was broken, and what led there.
struct HookFailure: Error, CustomStringConvertible {
  enum Law: String {
    case keepsWords = "a typed line is in a commit, the index, the work tree, a stash or the backup"
    case keepsWorkTree = "a commit takes no typed line out of the work tree"
    case keepsPresent = "a commit takes no typed line out of HEAD, index and work tree together"
    case leavesIndexAlone = "after a commit of all that is staged nothing is staged"
    case leavesWorkTreeClean = "a commit leaves no file changed that was not changed before"
    case leavesNoMarkers = "no markers and no unmerged entries are left"
    case commitsOutputs = "a commit in a tree that was in step is in step, or the rest is named"
    case leavesSoundRepository = "git finds the repository sound"
    case answers = "every step can be taken"
  }

  let law: Law
  let text: String
  var trace: [String] = []

  var description: String {
    "broken: \(law.rawValue)\n\(text)\n\n\(trace.joined(separator: "\n"))"
  }
}
