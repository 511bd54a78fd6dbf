import { createHash } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asOrchestraError, type Bilingual, type ErrorFacts, type Harvest } from '../../kernel/index.ts'
import { canonicalText, type KeptRecord } from '../records/write.ts'
import type { Finding } from './findings.ts'
import { cleaned, shown, written } from './mend.ts'
import type { Ask, Harvester, Mapped } from './types.ts'

/** Pages and records of a harvest, at most; and how long it may last (ms). A server that never ends is left there. */
export interface HarvestLimits {
  readonly pages: number
  readonly records: number
  readonly ms: number
}
export const harvestLimits: HarvestLimits = { pages: 20_000, records: 500_000, ms: 6 * 3_600_000 }

/** Characters kept of a record that cannot be used. */
const RAW_KEPT = 20_000

/** A record on its way to the store. */
export interface Collected {
  readonly external: string
  readonly dataset: string
  readonly title: string
  readonly record: KeptRecord | null
  readonly raw: string | null
  readonly hash: string
  readonly errors: readonly Finding[]
  readonly repairs: readonly Finding[]
}

/** What a source did wrong that did not stop the harvest. */
export interface HarvestNote {
  readonly code: 'repeats' | 'total' | 'bounds' | 'twice' | 'nameless'
  readonly say: Bilingual
}

export interface Collection {
  /** File of the records, one JSON a line. */
  readonly file: string
  /** Identifiers seen, and whether the record can be used. */
  readonly seen: ReadonlyMap<string, boolean>
  readonly pages: number
  readonly announced: number | undefined
  readonly notes: readonly HarvestNote[]
  /** Whether all that the source has was listed: only then is what is missing gone. */
  readonly complete: boolean
  /** Why the listing ended early. */
  readonly error: ErrorFacts | undefined
}

interface Collecting {
  readonly source: Harvest
  readonly harvester: Harvester
  readonly ask: Ask
  readonly since: Date | undefined
  readonly folder: string
  readonly limits: HarvestLimits
  readonly signal?: AbortSignal
}

/** Lists a source and tells its records in our words, to a file: nothing is changed in the catalogue yet. */
export async function collect(work: Collecting): Promise<Collection> {
  const { source, harvester, ask, since, folder, limits, signal } = work
  const file = join(folder, 'records.ndjson')
  await appendFile(file, '')
  const seen = new Map<string, boolean>()
  const notes: HarvestNote[] = []
  let [pages, announced, twice, nameless] = [0, undefined as number | undefined, 0, 0]
  let bounded = false
  let error: ErrorFacts | undefined
  const started = performance.now()
  try {
    for await (const page of harvester.read(source, ask, since)) {
      signal?.throwIfAborted()
      pages++
      announced = page.announced ?? announced
      const before = seen.size
      let lines = ''
      for (const raw of page.records) {
        const one = collectOne(harvester, source, raw)
        if (one.nameless) nameless++
        if (seen.has(one.collected.external)) twice++
        else {
          seen.set(one.collected.external, one.collected.record !== null)
          lines += `${JSON.stringify(one.collected)}\n`
        }
      }
      await appendFile(file, lines)
      if (page.records.length > 0 && seen.size === before) {
        notes.push(repeats)
        bounded = true
      } else if (pages >= limits.pages || seen.size >= limits.records || performance.now() - started > limits.ms) {
        notes.push(beyond)
        bounded = true
      }
      if (bounded) break
    }
  } catch (thrown) {
    signal?.throwIfAborted()
    error = asOrchestraError(thrown).toJSON()
  }
  if (twice > 0) notes.push(repeated(twice))
  if (nameless > 0) notes.push(withoutName(nameless))
  const isShort = announced !== undefined && seen.size + twice < announced
  if (announced !== undefined && seen.size + twice !== announced && !error) notes.push(lies(announced, seen.size))
  // A page that repeats after everything announced was seen is only an untidy end.
  const wasAll = announced !== undefined && seen.size >= announced
  return { file, seen, pages, announced, notes, error, complete: !error && !isShort && (!bounded || wasAll) }
}

function collectOne(harvester: Harvester, source: Harvest, raw: unknown): { collected: Collected; nameless: boolean } {
  let mapped: Mapped
  let external: string | undefined
  try {
    // What a database cannot hold has no place in a name.
    external = cleaned(harvester.identify(raw) ?? '')
    mapped = harvester.map(raw, source)
  } catch (thrown) {
    mapped = { title: shown(raw), errors: [technical(thrown)], repairs: [] }
  }
  const nameless = !external
  // One that has no name is named by what it holds, so that its refusal can be read.
  const name = nameless ? `?${sha256(textOf(raw)).slice(0, 24)}` : external!
  const errors: readonly Finding[] = nameless && mapped.errors.length === 0 ? [noName] : mapped.errors
  const record = errors.length > 0 ? null : (mapped.record ?? null)
  const { repairs } = mapped
  const title = cleaned(mapped.title) || '?'
  const kept = record ? { record, repairs } : { raw: textOf(raw), errors }
  return {
    nameless,
    collected: {
      ...{ external: name, dataset: datasetIdOf(source.id, name), title, record, errors, repairs },
      raw: record ? null : textOf(raw),
      hash: sha256(canonicalText(kept)),
    },
  }
}

/** The identifier a harvested dataset has here: its source, then what it is called there as far as an address may hold it. */
export function datasetIdOf(source: string, external: string): string {
  const plain = external.toLowerCase()
  return `${source}~${/^[a-z0-9][a-z0-9_-]{0,99}$/.test(plain) && plain === external ? plain : sha256(external).slice(0, 32)}`
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What came, as text that PostgreSQL can hold. */
function textOf(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : written(raw)
  return text.slice(0, RAW_KEPT).replaceAll('\u0000', '�').toWellFormed()
}

const technical = (thrown: unknown): Finding => {
  const { say } = asOrchestraError(thrown)
  return { code: 'ERR-500', field: '.', say }
}
const noName: Finding = {
  code: 'ERR-202',
  field: '.',
  say: { fr: 'Aucun identifiant.', en: 'No identifier.' },
}
const repeats: HarvestNote = {
  code: 'repeats',
  say: {
    fr: 'La source a redonné une page déjà vue : la moisson s’est arrêtée là.',
    en: 'The source gave a page again: the harvest ended there.',
  },
}
const beyond: HarvestNote = {
  code: 'bounds',
  say: {
    fr: 'La source n’en finit pas : la moisson s’est arrêtée à ses limites.',
    en: 'The source does not end: the harvest stopped at its bounds.',
  },
}
const repeated = (count: number): HarvestNote => ({
  code: 'twice',
  say: { fr: `Fiches données plusieurs fois : ${count}.`, en: `Records given more than once: ${count}.` },
})
const withoutName = (count: number): HarvestNote => ({
  code: 'nameless',
  say: { fr: `Fiches sans identifiant : ${count}.`, en: `Records without an identifier: ${count}.` },
})
const lies = (announced: number, seen: number): HarvestNote => ({
  code: 'total',
  say: {
    fr: `La source annonce ${announced} fiches, elle en a donné ${seen}.`,
    en: `The source says it has ${announced} records, it gave ${seen}.`,
  },
})
