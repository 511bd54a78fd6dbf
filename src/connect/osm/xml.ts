import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Chunks } from '../bytes/chunks.ts'
import { malformed, truncated } from '../bytes/problem.ts'
import { decoded } from '../bytes/text.ts'
import { NO_TAGS, RAW_BATCH, type Raw, type RawMember, tagsOf } from './raw.ts'

/** The elements of an OSM XML file (API 0.6), in order. */
export async function* readXml(chunks: Chunks, place: string): AsyncGenerator<Raw[]> {
  const parser = new SaxesParser()
  const build = builder()
  let depth = 0
  let root = ''
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    depth++
    if (depth === 1) root = tag.name
    else build.open(tag, depth)
  })
  parser.on('closetag', () => build.close(depth--))
  const step = (work: () => void) => {
    try {
      work()
    } catch (error) {
      throw xmlError(error, place, depth > 0, parser.line)
    }
  }
  for await (const { text } of decoded(chunks, place)) {
    step(() => parser.write(text))
    if (root !== '' && root !== 'osm')
      throw malformed('osm', place, { fr: `<osm> attendu, <${root}> trouvé`, en: `<osm> expected, <${root}> found` })
    if (build.ready.length >= RAW_BATCH) yield build.ready.splice(0)
  }
  if (depth > 0) throw truncated('osm', place, { line: parser.line })
  step(() => parser.close())
  if (build.ready.length > 0) yield build.ready.splice(0)
}

/** Puts elements together from tags as they open and close. */
function builder() {
  const ready: Raw[] = []
  let opened: SaxesTagPlain | undefined
  let tags: [string, string][] = []
  let refs: number[] = []
  let members: RawMember[] = []
  const finish = ({ name, attributes }: SaxesTagPlain) => {
    const id = Number(attributes.id)
    if (isElement(name) && !Number.isSafeInteger(id)) throw new Error(`<${name}> without an id`)
    const own = tags.length > 0 ? tagsOf(tags) : NO_TAGS
    if (name === 'node')
      ready.push({ type: 'node', id, lon: coordinate(attributes.lon), lat: coordinate(attributes.lat), tags: own })
    else if (name === 'way') ready.push({ type: 'way', id, refs, tags: own })
    else if (name === 'relation') ready.push({ type: 'relation', id, members, tags: own })
    tags = []
    refs = []
    members = []
  }
  return {
    ready,
    open(tag: SaxesTagPlain, depth: number) {
      const { name, attributes } = tag
      if (depth === 2) opened = tag
      else if (name === 'tag') tags.push([attributes.k ?? '', attributes.v ?? ''])
      else if (name === 'nd') refs.push(Number(attributes.ref))
      else if (name === 'member')
        members.push({ type: attributes.type ?? '', ref: Number(attributes.ref), role: attributes.role ?? '' })
    },
    close(depth: number) {
      if (depth === 2 && opened) finish(opened)
    },
  }
}

const isElement = (name: string) => name === 'node' || name === 'way' || name === 'relation'

/** A deleted node has no position, and `Number('')` would be zero. */
const coordinate = (text: string | undefined) => (text === undefined || text === '' ? Number.NaN : Number(text))

function xmlError(error: unknown, place: string, inside: boolean, line: number): unknown {
  if (!(error instanceof Error)) return error
  if (/unexpected end|unclosed tag/.test(error.message) && inside) return truncated('osm', place, { line }, error)
  const why = error.message.replace(/^[^:]*:\d+:\d+: /, '')
  return malformed(
    'osm',
    `${place}:${line}`,
    { fr: `XML mal formé, ligne ${line} (${why})`, en: `malformed XML, line ${line} (${why})` },
    { line },
    error,
  )
}
