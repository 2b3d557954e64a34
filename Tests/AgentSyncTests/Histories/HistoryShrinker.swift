/// Drops steps of a failing history for as long as it breaks the same law.
struct HistoryShrinker {
  /// How often a history is played again at most.
  var patience = 120

  func shrink(
    _ history: RandomHistory,
    _ failure: HistoryFailure
  ) -> (history: RandomHistory, failure: HistoryFailure) {
    var smallest = history
    var found = failure
    var plays = 0
    var width = max(1, history.steps.count / 2)
    while plays < patience {
      var hasShrunk = false
      var start = 0
      while start < smallest.steps.count, plays < patience {
        var candidate = smallest
        candidate.steps.removeSubrange(start..<min(start + width, candidate.steps.count))
        plays += 1
        if let other = HistoryRun.failure(of: candidate), other.law == failure.law {
          smallest = candidate
          found = other
          hasShrunk = true
        } else {
          start += width
        }
      }
      if width > 1 {
        width /= 2
      } else if !hasShrunk {
        break
      }
    }
    return (smallest, found)
  }
}
