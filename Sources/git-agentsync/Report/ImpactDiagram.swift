import AgentSync
import Git

/// The chains of an impact as a graph: every file once, every step once.
struct ImpactDiagram {
  /// What a file is in the graph.
  private enum Role {
    case changed
    case document
    case output
  }

  private struct Node {
    let name: String
    let label: String
    var role: Role
  }

  private struct Edge: Hashable {
    let from: String
    let to: String
    let label: String
    let isLink: Bool
  }

  private var nodes: [Node] = []
  private var edges: [Edge] = []
  /// How many outputs are drawn, from the first on.
  private(set) var drawnOutputs = 0

  /// Takes the files in the order of the answer, so that the same answer gives the same diagram.
  ///
  /// - Parameters:
  ///   - impact: The answer.
  ///   - maximumNodes: Outputs whose chains need more files than this are left out, with all that follow.
  init(_ impact: Impact, maximumNodes: Int = .max) {
    var places: [RepoPath: Int] = [:]
    var known: Set<Edge> = []
    for output in impact.outputs {
      let unknown = Set(output.chain.map(\.path)).count { places[$0] == nil }
      guard nodes.count + unknown <= maximumNodes else { break }
      drawnOutputs += 1
      var last: Int?
      for (index, step) in output.chain.enumerated() {
        let place = places[step.path] ?? nodes.count
        if places[step.path] == nil {
          // The names are made, so that no path can be taken for syntax.
          nodes.append(
            Node(name: "n\(place + 1)", label: step.path.string.escapedForTerminal, role: .document)
          )
          places[step.path] = place
        }
        let isLast = index == output.chain.count - 1
        if isLast { nodes[place].role = .output }
        if index == 0, nodes[place].role == .document { nodes[place].role = .changed }
        if let last {
          let edge = Edge(
            from: nodes[last].name,
            to: nodes[place].name,
            label: ImpactDiagram.label(step),
            isLink: isLast && output.effect == .link
          )
          if known.insert(edge).inserted { edges.append(edge) }
        }
        last = place
      }
    }
  }

  private static func label(_ step: ImpactStep) -> String {
    let word = step.reason.word ?? ""
    guard case .reference(_, let line, let column) = step.reason else { return word }
    return "\(word) \(line):\(column)"
  }

  // MARK: - Mermaid

  /// The graph for Mermaid; a dotted arrow leads to an output whose text stays.
  var mermaid: String {
    var text = "flowchart LR\n"
    for node in nodes {
      let label = ImpactDiagram.mermaidEscaped(node.label)
      let shape =
        switch node.role {
        case .changed: ("[[", "]]")
        case .document: ("[", "]")
        case .output: ("([", "])")
        }
      text += "  \(node.name)\(shape.0)\"\(label)\"\(shape.1)\n"
    }
    for edge in edges {
      let label = ImpactDiagram.mermaidEscaped(edge.label)
      text += "  \(edge.from) \(edge.isLink ? "-.->" : "-->")|\"\(label)\"| \(edge.to)\n"
    }
    return text
  }

  /// A label in which nothing can be markup, a directive or the label's end: all but letters, digits and
  /// a few marks becomes `#34;`, the entity codes of Mermaid.
  static func mermaidEscaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var escaped = ""
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      let isPlain =
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "/", "_", " ": true
        // Before a space they may begin a list, which Mermaid draws as a complaint.
        case ".", "-", ":": next != " "
        default: false
        }
      if isPlain {
        escaped.unicodeScalars.append(scalar)
      } else {
        escaped += "#\(scalar.value);"
      }
    }
    return escaped
  }

  // MARK: - Graphviz

  /// The graph for Graphviz; a dashed arrow leads to an output whose text stays.
  var dot: String {
    var text = "digraph impact {\n  rankdir=LR;\n  node [shape=box];\n"
    for node in nodes {
      let style =
        switch node.role {
        case .changed: ", peripheries=2"
        case .document: ""
        case .output: ", style=rounded"
        }
      text += "  \(node.name) [label=\"\(ImpactDiagram.dotEscaped(node.label))\"\(style)];\n"
    }
    for edge in edges {
      let style = edge.isLink ? ", style=dashed" : ""
      let label = ImpactDiagram.dotEscaped(edge.label)
      text += "  \(edge.from) -> \(edge.to) [label=\"\(label)\"\(style)];\n"
    }
    return text + "}\n"
  }

  /// A label between quotes; `\N` and `&lt;`, which Graphviz would read, stay what they are.
  static func dotEscaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "&": escaped += "&amp;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
