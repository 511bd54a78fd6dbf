import Type from 'typebox'
import {
  type Binding,
  badInput,
  type Graph,
  indexOfKey,
  type Node,
  type Pack,
  type Parameter,
  type Partitions,
  type ProcessInput,
  type ProcessRun,
  partitionAt,
  processInput,
  resolveGraph,
} from '../../kernel/index.ts'
import { codeVersion } from '../code.ts'
import { partitionsOf } from '../state.ts'
import type { Chain } from '../types.ts'
import { compute } from './compute.ts'
import type { Offered, Performed } from './types.ts'

/** Name of the input that says which partition of an asset cut in partitions. No parameter of a pack is called so. */
const PARTITION = 'partition'
/** Names of the one output, by its kind. */
const [ROWS, FILE] = ['rows', 'file']

/**
 * For each published asset of a pack that has parameters, the process that makes it again with other values: it, and what
 * lies between it and the inputs of the pack. Nothing is published.
 */
export function whatIfProcesses(graph: Graph, { pack, parameters }: Binding): Offered[] {
  if (Object.keys(pack.parameters).length === 0) return []
  const made = graph.nodes.filter(({ pack: by, publish }) => by === pack.id && publish)
  const inputs = parameterInputs(pack, parameters)
  return made.map((node) => {
    const { title, description } = node
    return {
      id: `what-if-${node.name}`,
      title: { fr: `Et si ? ${title.fr}`, en: `What if? ${title.en}` },
      description: {
        fr: `Refait ce jeu de données avec d’autres valeurs des paramètres de « ${pack.title.fr} », sans rien publier. Un paramètre dont il ne dépend pas n’y change rien. ${description?.fr ?? ''}`.trim(),
        en: `Makes this dataset again with other values of the parameters of ‘${pack.title.en}’, publishing nothing. A parameter it does not depend on changes nothing. ${description?.en ?? ''}`.trim(),
      },
      keywords: [{ fr: 'et si', en: 'what if' }, ...(node.publish?.keywords ?? [])],
      version: codeVersion(node.code),
      inputs: { ...inputs, ...(node.partitions && { [PARTITION]: partitionInput }) },
      outputs: outputOf(node),
      reads: [...new Set([node.name, ...borders(graph, node)])],
      perform: (chain, values, run) => perform(chain, pack, node.name, values, run),
    }
  })
}

/** A table as rows, a raster or a file as it is. */
function outputOf({ title, description, kind, rows }: Node): Offered['outputs'] {
  const about = { title, ...(description && { description }) }
  return kind === 'table' || kind === 'observations'
    ? { [ROWS]: { ...about, rows } }
    : { [FILE]: { ...about, file: true } }
}

const partitionInput: ProcessInput = processInput.optional(Type.String({ minLength: 1, maxLength: 64 }), {
  title: { fr: 'Partition', en: 'Partition' },
  description: {
    fr: 'Clé de la partition à refaire : un jour, une tuile. La dernière par défaut.',
    en: 'Key of the partition to make again: a day, a tile. The last one by default.',
  },
})

/** The parameters of a pack as inputs, with the values they have here. */
function parameterInputs(pack: Pack, bound: Binding['parameters']): Record<string, ProcessInput> {
  const inputs = Object.entries(pack.parameters).map(([name, parameter]): [string, ProcessInput] => {
    const { title, unit, min, max, source, date } = parameter as Parameter
    const range = { ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) }
    const description = { fr: `Source : ${source} (${date}).`, en: `Source: ${source} (${date}).` }
    return [
      name,
      processInput.preset(Type.Number(range), bound[name] ?? parameter.default, { title, unit, description }),
    ]
  })
  return Object.fromEntries(inputs)
}

/** The assets of others that making a node again reads: where the pack begins. */
function borders(graph: Graph, node: Node): string[] {
  return Object.values(node.inputs).flatMap((name) => {
    const input = graph.byName.get(name)!
    return input.pack === node.pack ? borders(graph, input) : [name]
  })
}

async function perform(
  chain: Chain,
  pack: Pack,
  name: string,
  { [PARTITION]: key, ...asked }: Readonly<Record<string, unknown>>,
  run: ProcessRun,
): Promise<Performed> {
  const { territory } = chain.graph
  const use = territory.use.map((binding) =>
    binding.pack.id === pack.id
      ? { ...binding, parameters: { ...binding.parameters, ...(asked as Binding['parameters']) } }
      : binding,
  )
  const graph = resolveGraph({ ...territory, use })
  const node = graph.byName.get(name)!
  const index = partitionAsked(node, key as string | undefined, run.now)
  const { result, ...done } = await compute({ ...chain, graph }, node, index, run)
  return { ...done, results: { [Object.keys(outputOf(node))[0]!]: result } }
}

/** The number of the partition with a key, the last one without. Throws `process.bad-input`. */
function partitionAsked({ partitions, ...node }: Node, key: string | undefined, now: Date): number {
  if (!partitions) return 0
  const [from, to] = partitionsOf({ ...node, partitions }, now)
  if (key === undefined) return to - 1
  const index = numberOf(partitions, key)
  if (index >= from && index < to) return index
  const example = partitionAt(partitions, to - 1).key
  throw badInput(
    PARTITION,
    { fr: `« ${key} » n’est pas une partition de ce jeu de données`, en: `'${key}' is no partition of this dataset` },
    { fr: `Par exemple : ${example}.`, en: `For example: ${example}.` },
  )
}

/** NaN for what is no key. */
function numberOf(partitions: Partitions, key: string): number {
  if (partitions.by === 'tile') {
    const [, column, row] = /^(\d{1,9})_(\d{1,9})$/.exec(key) ?? []
    return Number(column) < partitions.columns ? Number(row) * partitions.columns + Number(column) : Number.NaN
  }
  try {
    return indexOfKey(partitions.by, key)
  } catch {
    return Number.NaN
  }
}
