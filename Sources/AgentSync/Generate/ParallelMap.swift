import Dispatch
import Synchronization

/// Applies `transform` to every element on the threads that `work` allows; the results stand in the elements' order.
///
/// `makeWorker` makes what a thread works with (a repository handle of its own), once a thread. Of
/// several failures that of the first element in order is thrown.
package func parallelMap<Element: Sendable, Worker, Product: Sendable, Failure: Error>(
  _ elements: [Element],
  _ work: Work,
  makeWorker: @Sendable () throws(Failure) -> Worker,
  transform: @Sendable (Worker, Element) throws(Failure) -> Product
) throws(Failure) -> [Product] {
  work.progress?.expect(elements.count)
  // Starting threads costs more than a handful of elements does.
  guard work.workers > 1, elements.count > 16 else {
    let worker = try makeWorker()
    var products: [Product] = []
    products.reserveCapacity(elements.count)
    for element in elements {
      products.append(try transform(worker, element))
      work.progress?.advance()
    }
    return products
  }
  let chunkSize = max(1, min(64, elements.count / (work.workers * 4)))
  let chunkCount = (elements.count + chunkSize - 1) / chunkSize
  let next = Atomic<Int>(0)
  let finished = Mutex<[Int: Result<[Product], Failure>]>([:])
  DispatchQueue.concurrentPerform(iterations: work.workers) { _ in
    var made: Result<Worker, Failure>?
    while true {
      let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard chunk < chunkCount else { return }
      let range = (chunk * chunkSize)..<min(elements.count, (chunk + 1) * chunkSize)
      let result: Result<[Product], Failure>
      do throws(Failure) {
        let worker: Worker
        if let made {
          worker = try made.get()
        } else {
          worker = try makeWorker()
          made = .success(worker)
        }
        var products: [Product] = []
        for element in elements[range] {
          products.append(try transform(worker, element))
          work.progress?.advance()
        }
        result = .success(products)
      } catch {
        result = .failure(error)
      }
      finished.withLock { $0[chunk] = result }
    }
  }
  let chunks = finished.withLock { $0 }
  var products: [Product] = []
  products.reserveCapacity(elements.count)
  for chunk in 0..<chunkCount {
    guard let result = chunks[chunk] else { preconditionFailure("BUG: a chunk was not worked on") }
    products += try result.get()
  }
  return products
}
