import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { sendStream } from '../download/stream.ts'
import { fromVersion } from '../http/cached.ts'
import { compileFilter, parseFilter } from '../ogc/cql2/index.ts'
import type { Found } from '../ogc/features/found.ts'
import { readFound } from '../ogc/features/reading.ts'
import { owsFault, XML_HEAD } from '../ows/index.ts'
import { knownColumn } from '../read/selection.ts'
import { inChunks, opening } from './collection.ts'
import { type Counts, countAll, countOf } from './count.ts'
import { idOf, valueWriter } from './feature-writer.ts'
import { columnNamed } from './names.ts'
import { type FeatureRequest, mediaOf } from './request.ts'
import { type Selected, select } from './select.ts'

/**
 * GetPropertyValue (09-025r2, 10): the values of one property of features, those that are missing left out.
 * @param reference the path of the property; `@gml:id` for the ids of the features
 */
export async function getPropertyValue(
  deps: Deps,
  c: Context,
  request: FeatureRequest,
  reference: string,
): Promise<Response> {
  if (request.format !== 'gml')
    throw owsFault('InvalidParameterValue', 'OUTPUTFORMAT', 'les valeurs se donnent en GML', 'values are given as GML')
  const asked = await select(deps, c, { ...request, properties: undefined })
  const selected = withValue(asked, reference)
  const { snapshot, reading } = selected
  const answer = async (): Promise<Response> => {
    const counts: Counts = await deps.reads.run(async () =>
      request.isHits
        ? { matched: await countAll(deps, reading, snapshot), returned: 0 }
        : await countOf(deps, reading, snapshot),
    )
    const pieces = valuePieces(deps, c, request, selected, counts)
    // What goes wrong before the first value is told as an exception: nothing was sent yet.
    const first = await pieces.next()
    const whole = async function* () {
      if (!first.done) yield first.value
      yield* pieces
    }
    return sendStream(c, { 'Content-Type': mediaOf('gml') }, deps.downloads, () => inChunks(whole()))
  }
  return c.req.method === 'GET' ? fromVersion(c, snapshot, deps, answer) : answer()
}

interface SelectedValues extends Selected {
  /** The value of a feature. */
  write(found: Found): string | undefined
}

/** The features that have a value, and how to write it. Throws `InvalidParameterValue`. */
function withValue(selected: Selected, reference: string): SelectedValues {
  const { snapshot, reading, crs } = selected
  const { shape } = snapshot.table
  const collection = snapshot.node.name
  const path = reference.trim()
  if (/^(.*\/)?@gml:id$/.test(path))
    return {
      ...selected,
      reading: { ...reading, columns: shape.key },
      write: (found) => idOf(collection, shape, found),
    }
  const column = knownColumn(shape, 'VALUEREFERENCE', columnNamed(shape, path.replace(/\/text\(\)$/, '')))
  const isThere = { op: 'not', args: [{ op: 'isNull', args: [{ property: column }] }] }
  const filters = [...reading.filters, compileFilter(parseFilter(isThere, 'cql2-json'), shape)]
  const write = valueWriter(column, shape, crs)
  return {
    ...selected,
    reading: { ...reading, filters, columns: [...new Set([column, ...shape.key])] },
    write: (found) => write(found, idOf(collection, shape, found)),
  }
}

async function* valuePieces(
  deps: Deps,
  c: Context,
  request: FeatureRequest,
  { snapshot, reading, write }: SelectedValues,
  counts: Counts,
): AsyncGenerator<string> {
  yield XML_HEAD + opening('ValueCollection', deps, c, request, counts, snapshot.pin)
  if (!request.isHits)
    for await (const found of readFound(deps.chain.lake, reading)) {
      const value = write(found)
      if (value !== undefined) yield `<wfs:member>${value}</wfs:member>\n`
    }
  yield '</wfs:ValueCollection>'
}
