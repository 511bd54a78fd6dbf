import { readRun, readSteps, startRun, work } from '../../pipeline/index.ts'
import type { Call } from '../args.ts'
import { keepCrew } from '../crew.ts'
import { type House, openHouse } from '../open.ts'
import { summary, watchRun } from '../watch.ts'
import { words } from '../words.ts'

/** `orchestra run [asset…]`: brings assets up to date, doing the work here and sharing it with any worker there is. */
export async function run(call: Call, signal: AbortSignal): Promise<number> {
  const house = await openHouse(call.options, () => {})
  try {
    return await runAndTell(house, call, signal)
  } finally {
    await house.close()
  }
}

/** Runs, prints, and gives the exit code. */
export async function runAndTell(
  { chain, queue }: House,
  { names, options }: Call,
  signal: AbortSignal,
): Promise<number> {
  const { language } = options
  const started = await startRun(chain, queue, { wanted: names, trigger: 'manual' })
  const over = new AbortController()
  const both = AbortSignal.any([signal, over.signal])
  const working = work(chain, queue, {
    signal,
    until: async () => (await readRun(chain, started.id)).state !== 'running',
  })
  const crew = keepCrew(chain, options)
  const watching = options.json ? undefined : watchRun(chain, started.id, language, both)
  try {
    await working
  } finally {
    over.abort()
    await Promise.all([watching, crew.close()])
  }
  const ended = await readRun(chain, started.id)
  if (options.json) console.log(JSON.stringify({ run: ended, steps: await readSteps(chain, ended.id) }))
  else console.log(ended.state === 'running' ? words.stopped[language] : await summary(chain, ended, language))
  return ended.state === 'done' ? 0 : 1
}
