import Git
import Glibc
import Testing

struct InterruptsTests {
  @Test func `a signal that comes while it is held is noted and does not end the process`() async {
    await #expect(processExitsWith: .exitCode(130)) {
      Interrupts.hold()
      Interrupts.hold()
      send(SIGINT)
      send(SIGTERM)
      Interrupts.release()
      Interrupts.release()
      if Interrupts.caught == SIGINT, let status = Interrupts.exitStatus { exit(status) }
      exit(1)
    }
  }

  @Test func `released, a signal ends the process again`() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      Interrupts.hold()
      Interrupts.release()
      send(SIGTERM)
      exit(0)
    }
  }

  @Test func `what somebody ignores on purpose stays ignored`() async {
    await #expect(processExitsWith: .exitCode(3)) {
      signal(SIGHUP, SIG_IGN)
      Interrupts.hold()
      send(SIGHUP)
      Interrupts.release()
      send(SIGHUP)
      exit(Interrupts.caught == nil ? 3 : 4)
    }
  }

  @Test func `a closed pipe is an error of the call`() async {
    await #expect(processExitsWith: .exitCode(5)) {
      Interrupts.ignoreWriteSignals()
      var ends: [Int32] = [0, 0]
      pipe(&ends)
      close(ends[0])
      exit(write(ends[1], "x", 1) == -1 && errno == EPIPE ? 5 : 6)
    }
  }
}

// The threads that run tests block signals, so one goes to the process and takes a moment.
private func send(_ signal: Int32) {
  kill(getpid(), signal)
  usleep(50_000)
}
