import {
  type Bilingual,
  type Graph,
  type IndexRange,
  type Node,
  OrchestraError,
  type ProcessRun,
  partitionAt,
} from '../../kernel/index.ts'
import { judge } from '../checks/index.ts'
import { neededOf, type Pinned, partitionOf, pinFiles, pinInput } from '../inputs.ts'
import { materialize } from '../materialize.ts'
import { countIn } from '../ranges.ts'
import type { Chain, CheckResult } from '../types.ts'
import { withRows } from './declared.ts'
import { pinnedOf } from './pinned.ts'
import { stoppable } from './stoppable.ts'
import type { Performed, Result } from './types.ts'

/** What one partition of an asset came to. */
interface Computed extends Omit<Performed, 'results'> {
  readonly result: Result
}

/** Partitions made for one answer. */
const MOST_PARTITIONS = 400

interface Made {
  readonly partition: number
  readonly object: string
  readonly mediaType: string
  readonly bytes: number
  readonly rows: number
}

/**
 * Makes one partition of a node of `chain.graph` and all of its pack that it is made from, from what is published of the
 * others. Rows that checks set aside are left out, as in a published version; failing checks are told, and refuse nothing.
 */
export async function compute(chain: Chain, target: Node, index: number, run: ProcessRun): Promise<Computed> {
  const own = { ...chain, home: run.folder, lake: stoppable(chain.lake, run.signal) }
  const made = new Map<string, Promise<Made>>()
  const reads = new Map<string, Pinned>()
  const failing: { node: Node; result: CheckResult }[] = []
  const steps = nodesBetween(own.graph, target).size
  let done = 0

  const make = (node: Node, at: number): Promise<Made> => {
    const key = `${node.name} ${at}`
    const known = made.get(key)
    if (known) return known
    if (made.size >= MOST_PARTITIONS) throw tooMany(target)
    const one = makeOne(node, at)
    made.set(key, one)
    return one
  }

  async function makeOne(node: Node, at: number): Promise<Made> {
    const pinned: Pinned[] = []
    for (const [alias, name] of Object.entries(node.inputs)) {
      const input = own.graph.byName.get(name)!
      const ranges = neededOf(node, at, input, run.now)
      pinned.push(
        input.pack === node.pack ? await madeAgain(alias, input, ranges) : await published(alias, input, ranges),
      )
    }
    run.signal.throwIfAborted()
    const watch = { signal: run.signal, progress: () => {} }
    const { object, account } = await materialize(own, node, partitionOf(node, at), pinned, undefined, watch)
    const context = {
      shape: node.rows,
      territory: own.graph.territory,
      now: run.now,
      lastRows: undefined,
      inputRows: new Map(pinned.map((p) => [p.alias, p.rows])),
      quarantined: account.quarantined,
    }
    const others = new Map(pinned.map((p) => [p.asset, p.table]))
    const judged = await judge(own.lake, node, object, others, context, node.name, () => {})
    for (const result of judged.results) if (!result.passed) failing.push({ node, result })
    run.progress(++done, Math.max(steps, made.size))
    const { hash, mediaType, bytes, rows } = judged.object
    return { partition: at, object: hash, mediaType, bytes, rows }
  }

  async function published(alias: string, input: Node, ranges: readonly IndexRange[]): Promise<Pinned> {
    const pinned = withRows(await pinInput(own, alias, input, ranges))
    reads.set(`${input.name} ${ranges}`, pinned)
    return pinned
  }

  async function madeAgain(alias: string, input: Node, ranges: readonly IndexRange[]): Promise<Pinned> {
    if (countIn(ranges) > MOST_PARTITIONS) throw tooMany(target)
    const files: Made[] = []
    for (const [from, to] of ranges) for (let at = from; at < to; at++) files.push(await make(input, at))
    return pinFiles(alias, input, files)
  }

  const { object, mediaType, bytes, rows } = await make(target, index)
  const result: Result = { object, mediaType, bytes, rows }
  return { result, reads: [...reads.values()].map(pinnedOf), ...noteOf(target, index, failing) }
}

/** A node and the nodes of its pack that it is made from. */
function nodesBetween(graph: Graph, node: Node, found: Set<Node> = new Set()): Set<Node> {
  found.add(node)
  for (const name of Object.values(node.inputs)) {
    const input = graph.byName.get(name)!
    if (input.pack === node.pack && !found.has(input)) nodesBetween(graph, input, found)
  }
  return found
}

/** Says which checks of a published version would fail with these values. */
function noteOf(
  target: Node,
  index: number,
  failing: readonly { node: Node; result: CheckResult }[],
): { note?: Bilingual } {
  const part = target.partitions ? ` (${partitionAt(target.partitions, index).key})` : ''
  if (failing.length === 0) return {}
  const list = (language: keyof Bilingual) =>
    failing
      .slice(0, 5)
      .map(({ node, result }) => `${node.title[language]} — ${result.message[language]}`)
      .join(' ; ')
  return {
    note: {
      fr: `Vérifications qui échouent avec ces valeurs${part} : ${list('fr')}.`,
      en: `Checks that fail with these values${part}: ${list('en')}.`,
    },
  }
}

const tooMany = (target: Node) =>
  new OrchestraError({
    code: 'process.too-many-partitions',
    say: {
      fr: `Refaire « ${target.name} » demande plus de ${MOST_PARTITIONS} partitions de ce dont il est fait.`,
      en: `Making '${target.name}' again takes more than ${MOST_PARTITIONS} partitions of what it is made from.`,
    },
    remedy: {
      fr: 'Changez le paramètre dans le fichier du territoire et lancez la chaîne.',
      en: 'Change the parameter in the file of the territory and run the chain.',
    },
    place: target.name,
  })
