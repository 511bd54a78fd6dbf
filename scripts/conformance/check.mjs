// What the suites share: checks named by their clause, documents asked once, and the tally of a run.

/** Says why a check does not hold. */
export class Failure extends Error {}

/** Says why a check has nothing to look at here. */
export class Skip extends Error {}

/** Ends the check unless the condition holds. */
export function must(condition, why) {
  if (!condition) throw new Failure(why)
}

/** Ends the check as not applying here. */
export function skip(why) {
  throw new Skip(why)
}

/**
 * Runs checks one after the other, and says each that does not hold.
 * @param suite what is judged
 * @param checks each `[test, clause, work]`: the abstract test, the requirement it stands for, and what throws when it fails
 * @returns the tally: `{ suite, checks, skipped, failures: [{ test, clause, why }] }`
 */
export async function judge(suite, checks) {
  const failures = []
  let skipped = 0
  for (const [test, clause, work] of checks) {
    try {
      await work()
    } catch (error) {
      if (error instanceof Skip) {
        skipped++
        console.log(`  ${suite}: ${test} not applied, ${error.message}`)
        continue
      }
      failures.push({ test, clause, why: error instanceof Failure ? error.message : `${error}` })
    }
  }
  return { suite, checks: checks.length, skipped, failures }
}

/** Runs a check on each thing, and says for which ones it fails: the first three, by name. */
export async function each(things, nameOf, work) {
  must(things.length > 0, 'nothing to check')
  const wrong = []
  for (const thing of things) {
    try {
      await work(thing)
    } catch (error) {
      if (!(error instanceof Skip)) wrong.push(`${nameOf(thing)}: ${error.message}`)
    }
  }
  must(wrong.length === 0, `${wrong.length} of ${things.length} differ — ${wrong.slice(0, 3).join(' | ')}`)
}

/**
 * A client that asks each address once.
 * @returns `get(address, { accept, status })`, which gives `{ status, headers, json, bytes }` and fails on another status
 */
export function openClient() {
  const kept = new Map()
  const ask = async (address, accept) => {
    const answer = await fetch(address, { headers: { accept } })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const json = /json/.test(answer.headers.get('content-type') ?? '') && JSON.parse(new TextDecoder().decode(bytes))
    return { status: answer.status, headers: answer.headers, json, bytes }
  }
  return async (address, { accept = 'application/json', status = 200 } = {}) => {
    const key = `${accept} ${address}`
    if (!kept.has(key)) kept.set(key, ask(address, accept))
    const answer = await kept.get(key)
    const wanted = [status].flat()
    must(wanted.includes(answer.status), `${address} answers ${answer.status}, not ${wanted.join(' or ')}`)
    return answer
  }
}

/** The first link of a relation and, when told, of a media type. */
export const linkOf = ({ links = [] }, rel, type) =>
  links.find((link) => link.rel === rel && (type === undefined || link.type === type))

/** The links of a document to itself and to its other formats, each with its relation and type. */
export function mustLinkFormats({ links = [] }, types) {
  const self = linkOf({ links }, 'self')
  must(self?.type, 'no link to itself with its type')
  const others = types.filter((type) => type !== self.type)
  for (const type of others) must(linkOf({ links }, 'alternate', type), `no alternate link of type ${type}`)
  for (const { rel, type, href } of links) must(rel && type && href, `link ${href} lacks its relation or type`)
}
