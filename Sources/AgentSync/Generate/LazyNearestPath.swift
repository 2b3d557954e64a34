import AgentModel
import Synchronization

import struct Git.RepoPath

/// The library's files as candidates for a did-you-mean, put in order when the first reference leads nowhere.
final class LazyNearestPath: Sendable {
  private let paths: [RepoPath]
  private let made = Mutex<NearestPath?>(nil)

  init(among files: [LibraryFile]) {
    paths = files.map(\.path)
  }

  var value: NearestPath {
    made.withLock { made in
      if let made { return made }
      let nearest = NearestPath(among: paths)
      made = nearest
      return nearest
    }
  }
}
