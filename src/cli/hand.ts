import { once } from 'node:events'
import { work } from '../pipeline/index.ts'
import { type HouseOptions, openHouse } from './open.ts'

// A process that does steps beside the one that started it, until that one says stop or is gone.

const stop = new AbortController()
process.on('disconnect', () => stop.abort())
// Ctrl+C tells every process of a terminal: the one that started this says when to stop.
process.on('SIGINT', () => {})

const [options] = (await once(process, 'message')) as [HouseOptions]
// One thread of DuckDB each: there are as many processes as cores.
const house = await openHouse(options, () => {}, { threads: 1 })
try {
  await work(house.chain, house.queue, { signal: stop.signal })
} finally {
  await house.close()
}
