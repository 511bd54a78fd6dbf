// A process for the tests to kill: several callers write observations at once, printing each batch once it is acknowledged,
// while old months are compacted.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../store/index.ts'
import { openObserve } from '../open.ts'

const [home, first, ...datastreams] = process.argv.slice(2).map((word, i) => (i === 0 ? word : Number(word))) as [
  string,
  ...number[],
]
const store = await openStore({ home })
const { observations } = await openObserve({ store, folder: join(home, 'observations') })
let next = first!

/** The fact number n: every tenth is of an old month. */
const fact = (n: number) => ({
  datastream: datastreams[n % datastreams.length]!,
  phenomenonStart: new Date((n % 10 === 0 ? Date.UTC(2024, 3, 1) : Date.UTC(2025, 3, 1)) + (n % 40_000) * 60_000),
  result: n,
  source: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
})

async function write(): Promise<never> {
  for (;;) {
    const from = next
    next += 25
    await observations.write(Array.from({ length: 25 }, (_, i) => fact(from + i)))
    writeSync(1, `kept ${from}\n`)
  }
}

async function compact(): Promise<never> {
  for (let day = 0; ; day++) {
    const months = await observations.compact(new Date(Date.UTC(2024, 6, 1) + (first! + day) * 86_400_000))
    if (months.length > 0) writeSync(1, `compacted ${months.length}\n`)
  }
}

await Promise.all([...Array.from({ length: 8 }, write), compact()])
