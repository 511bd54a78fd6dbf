import { work, workJobs } from '../../pipeline/index.ts'
import type { Call } from '../args.ts'
import { keepCrew } from '../crew.ts'
import { openHouse } from '../open.ts'
import { words } from '../words.ts'

/** `orchestra worker`: does steps and jobs of the same store until stopped. */
export async function worker({ options }: Call, signal: AbortSignal): Promise<number> {
  const house = await openHouse(options, (event, facts) => {
    if (event !== 'step.progress') console.error(JSON.stringify({ at: new Date().toISOString(), event, ...facts }))
  })
  try {
    console.error(words.waitingForWork[options.language])
    const crew = keepCrew(house.chain, options)
    try {
      await Promise.all([work(house.chain, house.queue, { signal }), workJobs(house.chain, { signal })])
    } finally {
      await crew.close()
    }
    return 0
  } finally {
    await house.close()
  }
}
