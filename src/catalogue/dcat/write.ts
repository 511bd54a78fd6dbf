import jsonld from 'jsonld'
import { type Quad, Writer } from 'n3'
import { writeRdfXml } from './rdfxml.ts'
import { prefixes } from './terms.ts'

/** The ways a catalogue is written: name of the file, media type. */
export const syntaxes = {
  ttl: 'text/turtle',
  jsonld: 'application/ld+json',
  rdf: 'application/rdf+xml',
} as const
export type Syntax = keyof typeof syntaxes

/** Writes statements in a syntax of RDF. */
export async function writeRdf(quads: readonly Quad[], syntax: Syntax): Promise<string> {
  if (syntax === 'rdf') return writeRdfXml(quads)
  if (syntax === 'ttl') return writeTurtle(quads, { prefixes })
  const expanded = await jsonld.fromRDF(await writeTurtle(quads, { format: 'N-Quads' }), {
    format: 'application/n-quads',
  })
  const { hydra, rdf, ...context } = prefixes
  return JSON.stringify(await jsonld.compact(expanded, { ...context, hydra, rdf }), null, 1)
}

function writeTurtle(
  quads: readonly Quad[],
  options: { prefixes?: typeof prefixes; format?: string },
): Promise<string> {
  const writer = new Writer(options)
  writer.addQuads([...quads])
  return new Promise((resolve, reject) => {
    writer.end((error, text) => (error ? reject(error) : resolve(text)))
  })
}
