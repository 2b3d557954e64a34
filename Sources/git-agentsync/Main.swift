import AgentModel
import ArgumentParser
import Foundation
import Git

/// Where the program begins and the only place where it ends: parses, runs, and maps errors to exit codes.
@main
struct Main {
  static func main() {
    Interrupts.ignoreWriteSignals()
    if let call = MergeDriverCall(commandLine: CommandLine.arguments) {
      do throws(Problem) {
        end(try call.run() ? 0 : 1)
      } catch {
        end(error)
      }
    }
    if let run = HookRun(commandLine: CommandLine.arguments) { end(run.status()) }
    // What takes them apart takes four times as long for twice as many.
    if CommandLine.arguments.count > mostArguments { end(.tooManyArguments(mostArguments)) }
    ending {
      let command = try AgentSyncCommand.parseAsRoot()
      guard let trust = (command as? any StrangersReader)?.trust, trust.isUntrusted else {
        try run(command)
      }
      // The process that works takes its arguments apart for itself: it shares no value with this one.
      end(try trust.underCeilings { ending { try run(try AgentSyncCommand.parseAsRoot()) } })
    }
  }

  private static func run(_ command: any ParsableCommand) throws -> Never {
    var command = command
    try command.run()
    end(0)
  }

  /// Ends with whatever a body throws.
  private static func ending(_ body: () throws -> Never) -> Never {
    do {
      try body()
    } catch let problem as Problem {
      end(problem)
    } catch let code as ExitCode {
      end(code.rawValue)
    } catch {
      let status = AgentSyncCommand.exitCode(for: error)
      let message = AgentSyncCommand.fullMessage(for: error)
      // Help that was asked for is the answer; usage that was wrong is git's 129.
      if status == .success {
        Terminal.standardOutput.write(message + "\n")
        end(0)
      }
      Terminal.standardError.write(message + "\n")
      end(129)
    }
  }

  private static let mostArguments = 2_048

  /// Ends with what stopped a command.
  private static func end(_ problem: Problem) -> Never {
    Terminal.standardError.write(TextReport.failure(problem))
    end(problem.code == .wrongUsage ? 129 : 128)
  }

  /// Ends with a command's status, or with that of a signal that came while it was writing.
  private static func end(_ status: Int32) -> Never {
    exit(Interrupts.exitStatus ?? status)
  }
}

extension Problem {
  fileprivate static func tooManyArguments(_ most: Int) -> Problem {
    Problem(
      .wrongUsage,
      "more than \(most) arguments were given",
      hint: "name the folders that the files are in"
    )
  }
}
