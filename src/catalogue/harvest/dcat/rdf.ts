import { Readable } from 'node:stream'
import jsonld from 'jsonld'
import { Parser, type Quad } from 'n3'
import { RdfXmlParser } from 'rdfxml-streaming-parser'
import { OrchestraError } from '../../../kernel/index.ts'
import { unreadable } from '../json.ts'
import type { Answer, Ask } from '../types.ts'
import { refuseDeep } from '../xml.ts'

/** The statements of an answer, in whichever of RDF/XML, JSON-LD and Turtle it is written: by what it holds, as servers often say another. Throws `harvest.unreadable`, `harvest.entities`. */
export async function readRdf(answer: Answer, ask: Ask): Promise<Quad[]> {
  const start = answer.text.trimStart().slice(0, 200)
  try {
    if (/^<(\?xml|!--|!doctype|html|[\w-]+:[\w-]+[\s>/])/i.test(start)) return await readRdfXml(answer)
    if (/^[[{]/.test(start) && !/^\[\s*(\]|a\s|[\w-]*:)/.test(start)) return await readJsonLd(answer, ask)
    return new Parser({ baseIRI: answer.address }).parse(answer.text)
  } catch (cause) {
    if (cause instanceof OrchestraError) throw cause
    throw unreadable(answer.address, 'RDF', answer.text, cause)
  }
}

async function readRdfXml(answer: Answer): Promise<Quad[]> {
  refuseDeep(answer)
  const quads: Quad[] = []
  const parser = new RdfXmlParser({ baseIRI: answer.address })
  // By pieces, so that what is malformed at its start is not read to its end.
  const pieces = function* () {
    for (let at = 0; at < answer.text.length; at += 65_536) yield answer.text.slice(at, at + 65_536)
  }
  for await (const quad of Readable.from(pieces()).pipe(parser)) quads.push(quad as Quad)
  return quads
}

async function readJsonLd(answer: Answer, ask: Ask): Promise<Quad[]> {
  const text = (await jsonld.toRDF(JSON.parse(answer.text), {
    format: 'application/n-quads',
    base: answer.address,
    // A context elsewhere is another host's to change: only the source's own are fetched.
    documentLoader: async (url: string) => ({
      contextUrl: undefined as never,
      documentUrl: url,
      document: JSON.parse((await ask(url, 'application/ld+json, application/json')).text),
    }),
  })) as unknown as string
  return new Parser({ format: 'N-Quads' }).parse(text)
}
