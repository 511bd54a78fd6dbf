import { setTimeout as sleep } from 'node:timers/promises'
import { type DueSearch, takeDue } from '../../catalogue/index.ts'
import { type Govern, writeTo } from '../../govern/index.ts'
import type { SearchPage } from '../json/shapes.ts'

/** Searches are looked at this often (ms); each once a day at most. */
const LOOK_EVERY_MS = 10 * 60_000
/** Datasets named in a letter. */
const MOST_NAMED = 20

interface Telling {
  readonly govern: Govern
  /** Asks this very service as anybody may. */
  ask(address: string): Promise<Response>
}

/** Writes to those who follow a search when something new answers it, while the service lasts. Gives the function that ends it. */
export function keepTelling(telling: Telling): () => Promise<void> {
  const ending = new AbortController()
  const keep = async () => {
    while (!ending.signal.aborted) {
      await tellSearches(telling, ending.signal).catch((error: unknown) =>
        telling.govern.log('search.tell', { error: String(error) }),
      )
      await sleep(LOOK_EVERY_MS, undefined, { signal: ending.signal, ref: false }).catch(() => {})
    }
  }
  const keeping = keep()
  return async () => {
    ending.abort()
    await keeping
  }
}

/** Looks at the searches that are due. Gives how many letters were written. */
export async function tellSearches({ govern, ask }: Telling, signal?: AbortSignal): Promise<number> {
  const { store, clock, territory } = govern
  let letters = 0
  while (!signal?.aborted) {
    const told = await store.transaction(async (tx) => {
      const due = await takeDue(tx, territory.id, clock())
      if (!due) return undefined
      const { total, items } = await newsOf(ask, due)
      if (total === 0) return false
      await writeTo(tx, govern, [due.account], letterOf(due, govern.settings.origin, total, items))
      return true
    })
    if (told === undefined) return letters
    if (told) letters++
  }
  return letters
}

async function newsOf(ask: Telling['ask'], { query, since }: DueSearch): Promise<SearchPage> {
  const asked = new URLSearchParams(query)
  asked.set('since', since.toISOString())
  asked.set('sort', 'modified')
  asked.set('limit', String(MOST_NAMED))
  const answer = await ask(`/api/search?${asked}`)
  // A facet or a word that the search once took and takes no more: there is nothing to tell.
  if (answer.status === 400) return { total: 0, items: [] } as unknown as SearchPage
  if (!answer.ok) throw new Error(`search: ${answer.status}`)
  return (await answer.json()) as SearchPage
}

function letterOf({ title, query }: DueSearch, origin: string, total: number, items: SearchPage['items']) {
  const list = (language: 'fr' | 'en') =>
    items.map((one) => `- ${one.title[language]}\n  ${origin}/datasets/${encodeURIComponent(one.id)}`).join('\n')
  const page = `${origin}/datasets${query ? `?${query}` : ''}`
  const stop = `${origin}/account/searches`
  return {
    subject: { fr: `Du nouveau pour « ${title} »`, en: `News for “${title}”` },
    body: {
      fr: `Jeux de données nouveaux ou changés qui répondent à votre recherche « ${title} » : ${total}.\n\n${list('fr')}\n\nTous les résultats : ${page}\nNe plus recevoir ces lettres : ${stop}`,
      en: `New or changed datasets that answer your search “${title}”: ${total}.\n\n${list('en')}\n\nAll the results: ${page}\nTo stop these letters: ${stop}`,
    },
  }
}
