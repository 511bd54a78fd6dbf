import type { Quad } from 'n3'
import type { Harvest } from '../../../kernel/index.ts'
import { expand } from '../../dcat/graph.ts'
import type { Ask, Harvester, Page } from '../types.ts'
import { identifierOf, mapDcat } from './map.ts'
import { readRdf } from './rdf.ts'
import { isResource, treesOf } from './tree.ts'

const ACCEPT = 'text/turtle, application/ld+json;q=0.9, application/rdf+xml;q=0.8, */*;q=0.1'

/** A catalogue in DCAT: RDF/XML, JSON-LD or Turtle, in one document or in pages (Hydra's links, or the `Link` headers of the Linked Data Platform). */
export const dcat: Harvester = {
  incremental: false,
  read,
  identify: (raw) => (isResource(raw) ? identifierOf(raw) : undefined),
  map: mapDcat,
}

async function* read({ address, query }: Harvest, ask: Ask): AsyncGenerator<Page> {
  const first = new URL(address)
  for (const [name, value] of Object.entries(query ?? {})) first.searchParams.set(name, value)
  const visited = new Set<string>()
  for (let at: string | undefined = first.href; at !== undefined && !visited.has(at); ) {
    visited.add(at)
    const answer = await ask(at, ACCEPT)
    const quads = await readRdf(answer, ask)
    const announced = Number(objectsOf(quads, 'hydra:totalItems')[0] ?? Number.NaN)
    yield {
      records: treesOf(quads, expand('dcat:Dataset')),
      ...(Number.isSafeInteger(announced) && announced >= 0 && { announced }),
    }
    const next: string | undefined =
      objectsOf(quads, 'hydra:next')[0] ?? objectsOf(quads, 'hydra:nextPage')[0] ?? answer.next
    at = next && URL.canParse(next, answer.address) ? new URL(next, answer.address).href : undefined
  }
}

function objectsOf(quads: readonly Quad[], name: string): string[] {
  const address = expand(name)
  return quads.filter(({ predicate }) => predicate.value === address).map(({ object }) => object.value)
}
