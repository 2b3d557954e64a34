import AgentModel
import AgentSync
import ArgumentParser
import Git

/// What commands take that only read, and so may be let loose on what strangers wrote.
struct TrustOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Take the repository for a stranger's: run nothing that its configuration names, and keep to "
        + "limits of time, memory and size. It is so of itself where CI or GITHUB_ACTIONS is set."
    )
  )
  var untrusted: Bool?

  /// Whether strangers may have written what is in the repository.
  var isUntrusted: Bool { untrusted ?? TrustOptions.isUnattended(ProcessEnvironment.current) }

  /// Whether the environment says that this is a build server, where changes of strangers are looked at.
  static func isUnattended(_ environment: [String: String]) -> Bool {
    ["CI", "GITHUB_ACTIONS"].contains { name in
      !["", "0", "false", "no", "off"].contains(environment[name, default: ""].lowercased())
    }
  }

  /// Divides the process in one that works, under limits, and one that waits.
  ///
  /// - Returns: The status to end with, in the process that waited; the other one never returns.
  /// - Throws: `Problem` with `command.over-limit` where the run was ended.
  func underCeilings(_ work: @escaping @Sendable () -> Never) throws(Problem) -> Int32 {
    var ceilings = RunCeilings()
    // Only downwards: what is let in by the environment of a job must not let more in.
    if let text = ProcessEnvironment.current["AGENTSYNC_TIME_LIMIT"], let seconds = Int(text),
      seconds > 0
    {
      ceilings.seconds = min(seconds, ceilings.seconds)
    }
    let end: RunCeilings.End
    do throws(GitError) {
      end = try ceilings.run(work)
    } catch {
      throw Problem(error, doing: "put the run under limits")
    }
    switch end {
    case .exited(let status): return status
    case .signalled(let number) where RunCeilings.endings.contains(number): return 128 + number
    case .signalled(let number): throw .outOfRoom(number, ceilings)
    case .outOfTime: throw .outOfTime(ceilings)
    }
  }
}

/// A command that can take a repository for a stranger's.
protocol StrangersReader {
  var trust: TrustOptions { get }
}

extension Problem {
  private static let wayOut = "with --no-untrusted nothing is limited, if you trust who wrote it"

  fileprivate static func outOfTime(_ ceilings: RunCeilings) -> Problem {
    Problem(
      .overLimit,
      "the run took more than the \(ceilings.seconds) seconds allowed for a stranger's repository",
      hint: wayOut
    )
  }

  fileprivate static func outOfRoom(_ signal: Int32, _ ceilings: RunCeilings) -> Problem {
    Problem(
      .overLimit,
      "the run was ended by signal \(signal), as it is where it needs more than the "
        + "\(ceilings.memory >> 20) MiB allowed for a stranger's repository",
      hint: wayOut
    )
  }
}
