import {
  type Followed,
  find,
  followHarvested,
  put,
  rate,
  readSynonyms,
  readySynonyms,
  remove,
  type Synonyms,
} from '../../catalogue/index.ts'
import type { Territory } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { qualitiesOf, qualityOf } from './quality.ts'
import { ownRecords, published, recordsByIds, sourceTitles } from './records.ts'
import type { CatalogueSearch } from './searching.ts'

/** Where our own datasets are said to come from. */
export const MADE_HERE = { fr: 'Produits ici', en: 'Made here' }

/** What is known of the catalogue, for one territory as it is declared. */
interface Known {
  readonly territory: Territory
  readonly followed: Followed
  /** What our own datasets were when they were put in. */
  readonly own: Map<string, string>
  synonyms: Synonyms
  said: string
  /** The day when quality was judged last: it changes as time passes. */
  judged: string | undefined
}

/**
 * Searches the records of the harvests and of our own datasets. What the catalogue says is public; what only some may read
 * (the place and the period of data that is not open) is not put in. `deps` is asked for once everything is open.
 */
export function openSearch(deps: () => Deps): CatalogueSearch {
  let known: Known | undefined
  let running: Promise<Known> | undefined
  let next: Promise<Known> | undefined

  const start = (): Promise<Known> => {
    next = undefined
    running = update().finally(() => {
      running = undefined
    })
    return running
  }
  // Who asks while an update runs waits for one that begins after: what they just changed is in it.
  const fresh = (): Promise<Known> => {
    if (!running) return start()
    next ??= running.then(start, start)
    return next
  }

  async function update(): Promise<Known> {
    const { chain } = deps()
    const { territory } = chain.graph
    // What the territory calls its sources and datasets may have changed with it.
    const now = known?.territory === territory ? known : open(deps())
    const today = chain.clock().toISOString().slice(0, 10)
    const changed = await now.followed.refresh()
    await Promise.all([updateOwn(deps(), now, changed), updateSynonyms(deps(), now)])
    known = now
    if (now.judged !== today) {
      // What was judged while it was read is of today already, the first time.
      if (now.judged !== undefined) judgeAgain(deps(), now)
      now.judged = today
    }
    return now
  }

  return {
    async find(query) {
      const { followed, synonyms } = await fresh()
      return find(followed.documents, synonyms, query)
    },
    async list({ offset, limit }) {
      const { byId, modified } = (await fresh()).followed.documents
      const items = [...byId].slice(offset, offset + limit).map(([id, doc]) => ({ id, modified: modified[doc]! }))
      return { total: byId.size, items }
    },
  }
}

function open(deps: Deps): Known {
  const { store, graph } = deps.chain
  const { territory } = graph
  const followed = followHarvested({
    ...{ store, territory: territory.id, titles: sourceTitles(deps), house: MADE_HERE },
    quality: async (records) => scoresOf(await qualitiesOf(deps, records)),
  })
  return { territory, followed, own: new Map(), synonyms: readySynonyms([]), said: '', judged: undefined }
}

const scoresOf = (qualities: ReadonlyMap<string, { readonly score: number }>) =>
  new Map([...qualities].map(([id, { score }]) => [id, score]))

/** Records judged at a time. */
const BATCH = 500

/** Judges all the records again, while searches go on. */
function judgeAgain(deps: Deps, { followed }: Known): void {
  const ids = [...followed.documents.byId.keys()]
  const work = async () => {
    for (let from = 0; from < ids.length; from += BATCH) {
      const records = await recordsByIds(deps, { kind: 'anonymous' }, ids.slice(from, from + BATCH))
      for (const [id, score] of scoresOf(await qualitiesOf(deps, records))) rate(followed.documents, id, score)
    }
  }
  work().catch((error: unknown) => deps.chain.log('search.judge', { error: String(error) }))
}

/** Puts in our own datasets that are new, made again or edited, as anybody sees them. */
async function updateOwn(deps: Deps, { followed, own }: Known, changed: ReadonlySet<string>): Promise<void> {
  const summaries = await deps.summaries()
  const nodes = published(deps)
  const isNew = ({ name }: (typeof nodes)[number]) =>
    changed.has(name) || own.get(name) !== (summaries.get(name)?.key ?? '')
  for (const record of await ownRecords(deps, nodes.filter(isNew), { kind: 'anonymous' })) {
    put(followed.documents, { record, quality: (await qualityOf(deps, record)).score }, MADE_HERE)
    own.set(record.id, summaries.get(record.id)?.key ?? '')
  }
  const names = new Set(nodes.map(({ name }) => name))
  for (const name of own.keys())
    if (!names.has(name)) {
      own.delete(name)
      remove(followed.documents, name)
    }
}

async function updateSynonyms({ chain }: Deps, known: Known): Promise<void> {
  const { groups } = await readSynonyms(chain.store, chain.graph.territory.id)
  const said = JSON.stringify(groups)
  if (known.said === said) return
  known.synonyms = readySynonyms(groups)
  known.said = said
}
