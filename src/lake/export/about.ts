import type { Graph, Node } from '../../kernel/index.ts'
import type { ExportAbout } from './options.ts'

/** What a file says of an asset: its licence, who makes it, and the sources it comes from, near or far. */
export function exportAbout(graph: Graph, node: Node): ExportAbout {
  const { title, description, source, publish } = node
  const licence = publish?.licence ?? source?.licence
  return {
    title,
    ...(description && { description }),
    ...(licence && { licence }),
    producer: source?.producer ?? graph.territory.organisation.name,
    ...(source && { dated: source.dated }),
    sources: sourcesOf(graph, node).map(({ title: name, source: from }) => ({
      title: { fr: `${name.fr} (${from!.dated})`, en: `${name.en} (${from!.dated})` },
      address: from!.address,
    })),
  }
}

/** The sources above an asset, itself when it is one, each once. */
function sourcesOf(graph: Graph, node: Node): Node[] {
  const seen = new Set<Node>()
  const visit = (at: Node): void => {
    if (seen.has(at)) return
    seen.add(at)
    for (const input of Object.values(at.inputs)) visit(graph.byName.get(input)!)
  }
  visit(node)
  return [...seen].filter(({ source }) => source)
}
