import Git
import Testing

struct ProcessIdentityTests {
  private let here = ProcessIdentity.current

  private func changed(
    number: Int32? = nil,
    startTime: UInt64? = nil,
    boot: String? = nil,
    namespace: String? = nil,
    host: String? = nil
  ) -> ProcessIdentity {
    ProcessIdentity(
      number: number ?? here.number,
      startTime: startTime ?? here.startTime,
      boot: boot ?? here.boot,
      namespace: namespace ?? here.namespace,
      host: host ?? here.host
    )
  }

  @Test func `this process is alive`() {
    #expect(here.state(whenLockIsHeld: false) == .alive)
    #expect(here.startTime > 0)
    #expect(!here.boot.isEmpty)
  }

  @Test func `a number that is used again is another process`() {
    #expect(changed(startTime: 1).state(whenLockIsHeld: false) == .ended)
    #expect(changed(number: 4_000_000).state(whenLockIsHeld: false) == .ended)
  }

  @Test func `who holds the lock of all runs knows that the others have ended`() {
    #expect(here.state(whenLockIsHeld: true) == .ended)
    #expect(changed(namespace: "pid:[1]").state(whenLockIsHeld: true) == .ended)
  }

  @Test func `after a boot all have ended`() {
    #expect(changed(boot: "another").state(whenLockIsHeld: false) == .ended)
  }

  @Test func `what runs elsewhere is not known`() {
    #expect(changed(boot: "another", host: "other").state(whenLockIsHeld: true) == .unknown)
    #expect(changed(namespace: "pid:[1]").state(whenLockIsHeld: false) == .unknown)
  }
}
