import type { Language } from '../../../kernel/index.ts'
import { badBody, fault, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'
import type { Rights } from '../service/caller.ts'
import { errorBody, named, statusFor } from '../service/errors.ts'
import type { Asked, Given, SensorThings } from '../service/service.ts'

/** One request of a batch. Requests with the same group happen together or not at all. */
export interface Item {
  readonly id: string
  readonly asked: Asked | { readonly fault: Error }
  readonly group?: string
  readonly dependsOn: readonly string[]
}

/** What one request of a batch gave. */
export interface Result {
  readonly id: string
  readonly group?: string
  readonly status: number
  readonly location?: string
  /** JSON, or the text of a bare value. */
  readonly body?: unknown
}

/** Runs a batch in its order. Throws `sensorthings.too-costly`, `sensorthings.bad-body`. */
export async function runBatch(
  service: SensorThings,
  rights: Rights,
  root: string,
  items: readonly Item[],
  language: Language,
): Promise<Result[]> {
  if (items.length > limits.batch) throw tooMuch('requests', 'Demandes d’un lot', 'Requests of a batch', limits.batch)
  const results: Result[] = []
  // What each request made, for those after it that refer to it.
  const made = new Map<string, string>()
  const failed = new Set<string>()

  const one = async (item: Item, ask: (asked: Asked) => Promise<Given>): Promise<Result> => {
    if ('fault' in item.asked) throw item.asked.fault
    if (item.dependsOn.some((id) => failed.has(id))) throw dependency()
    const given = await ask(withReferences(item.asked, root, made))
    if (given.location) made.set(item.id, given.location)
    const { answer, status, location } = given
    return {
      ...{ id: item.id, status },
      ...(item.group !== undefined && { group: item.group }),
      ...(location && { location }),
      ...(answer.kind !== 'nothing' && { body: answer.body }),
    }
  }
  const failure = (item: Item, thrown: unknown): Result => {
    const error = named(thrown)
    const status = statusFor(error)
    failed.add(item.id)
    return {
      ...{ id: item.id, status, body: errorBody(error, status, language) },
      ...(item.group !== undefined && { group: item.group }),
    }
  }

  for (let i = 0; i < items.length; ) {
    const item = items[i]!
    if (item.group === undefined) {
      results.push(await one(item, (asked) => service.ask(rights, root, asked)).catch((error) => failure(item, error)))
      i += 1
      continue
    }
    let end = i
    while (items[end]?.group === item.group) end += 1
    results.push(...(await runGroup(items.slice(i, end))))
    i = end
  }
  return results

  async function runGroup(group: readonly Item[]): Promise<Result[]> {
    let at = 0
    try {
      return await service.together(rights, root, async (ask) => {
        const done: Result[] = []
        for (at = 0; at < group.length; at++) done.push(await one(group[at]!, ask))
        return done
      })
    } catch (error) {
      for (const { id } of group) made.delete(id)
      return group.map((item, i) => failure(item, i === at ? error : undone()))
    }
  }
}

/** `$1/Datastreams`, and `"@iot.id": "$1"`: what an earlier request made. */
function withReferences(asked: Asked, root: string, made: ReadonlyMap<string, string>): Asked {
  const path = asked.path.replace(/^\/?\$([^/$]+)(?=\/|$)/, (whole, id: string) =>
    made.has(id) ? made.get(id)!.slice(root.length + 1) : whole,
  )
  return { ...asked, path, ...(asked.body !== undefined && { body: referred(asked.body, made) }) }
}

function referred(value: unknown, made: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => referred(one, made))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => {
      const location =
        name === '@iot.id' && typeof inside === 'string' && inside.startsWith('$')
          ? made.get(inside.slice(1))
          : undefined
      return [name, location ? Number(/\((\d+)\)$/.exec(location)?.[1]) : referred(inside, made)]
    }),
  )
}

const methods: ReadonlySet<string> = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE'])

/** A request of a batch from its line. `root` and its path may stand before the address. Throws `sensorthings.bad-body`. */
export function askedFrom(
  method: string,
  url: string,
  root: string,
  rest: Pick<Asked, 'body' | 'isJsonPatch' | 'idempotencyKey'>,
): Asked {
  const upper = method.toUpperCase()
  if (!methods.has(upper)) throw badBody('method', 'Méthode inconnue', 'Unknown method')
  const base = new URL(root).pathname
  const bare = url.startsWith(root) ? url.slice(root.length) : url.startsWith(`${base}/`) ? url.slice(base.length) : url
  if (/^[a-z]+:\/\//i.test(bare))
    throw badBody('url', 'Cette adresse est d’un autre service', 'This address is of another service')
  const question = bare.indexOf('?')
  const path = question < 0 ? bare : bare.slice(0, question)
  if (/^\/?\$batch\/?$/.test(path)) throw badBody('url', 'Un lot ne contient pas de lot', 'A batch holds no batch')
  return { method: upper as Asked['method'], path, query: question < 0 ? '' : bare.slice(question + 1), ...rest }
}

const dependency = () =>
  fault('sensorthings.dependency', {
    fr: 'Une demande dont celle-ci dépend a échoué.',
    en: 'A request that this one depends on failed.',
  })

const undone = () =>
  fault('sensorthings.dependency', {
    fr: 'Une demande du même groupe a échoué : aucune n’a eu lieu.',
    en: 'A request of the same group failed: none took place.',
  })
