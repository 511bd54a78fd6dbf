import { createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { count, type Line, orchestra, rate, timed } from './measure.ts'

const data = resolve(process.env.ORCHESTRA_DATA ?? '../shared/data')

/** The real chain of Rennes, from nothing and again. */
export async function benchRennes(): Promise<Line[]> {
  if (!existsSync(join(data, 'rennes'))) {
    console.log(`Rennes is not measured: no ${join(data, 'rennes')}.`)
    return []
  }
  return withFolder(async (folder) => {
    const args = ['run', '--territory', 'rennes', '--home', join(folder, 'home'), '--data', data, '--offline', '--json']
    const first = await timed(args)
    const { steps } = JSON.parse(first.output) as { steps: { account: { published: number } | null }[] }
    const rows = steps.reduce((sum, step) => sum + (step.account?.published ?? 0), 0)
    const again = await timed(args)
    return [
      {
        name: 'Rennes chain from nothing',
        size: `${steps.length} assets, ${count(rows)} rows`,
        seconds: first.seconds,
        rate: `${Math.round(first.megabytes)} MB`,
      },
      {
        name: 'Rennes chain unchanged',
        size: `${steps.length} assets`,
        seconds: again.seconds,
        rate: `${Math.round(again.megabytes)} MB`,
      },
    ]
  })
}

const SEGMENTS = 2122
const STAMPS_ONCE = 84
const TIMES = 50

/** Floating-car traffic fifty times that of Rennes, read from CSV and aggregated: rows a second, and whether memory grows. */
export async function benchTraffic(): Promise<Line[]> {
  return withFolder(async (folder) => {
    const territory = fileURLToPath(new URL('./traffic.territory.js', import.meta.url))
    await writeFile(join(folder, 'segments.json'), JSON.stringify(segmentRecords()))
    const lines: Line[] = []
    for (const times of [TIMES / 10, TIMES]) {
      const rows = SEGMENTS * STAMPS_ONCE * times
      await pipeline(Readable.from(trafficCsv(STAMPS_ONCE * times)), createWriteStream(join(folder, 'traffic.csv')))
      const args = [
        'run',
        '--territory',
        territory,
        '--home',
        join(folder, `home-${times}`),
        '--data',
        folder,
        '--offline',
        '--json',
      ]
      const { seconds, megabytes } = await timed(args)
      lines.push({
        name: `traffic × ${times}`,
        size: `${count(rows)} rows`,
        seconds,
        rate: `${rate(rows, seconds, 'rows')}, ${Math.round(megabytes)} MB`,
      })
    }
    return lines
  })
}

const nameOf = (i: number) => `${200_000 + (i >> 1)}_${i % 2 ? 'G' : 'D'}`

/** Made-up segments, in the layout of the real export. */
function segmentRecords() {
  const records = Array.from({ length: SEGMENTS }, (_, i) => {
    const [x, y] = [-1.8 + (i % 50) * 0.005, 48 + Math.floor(i / 50) * 0.004]
    const line = {
      type: 'LineString',
      coordinates: [
        [x, y],
        [x + 0.004, y + 0.002],
      ],
    }
    return {
      datasetid: 'segments',
      recordid: String(i),
      fields: { predefinedlocationreference: nameOf(i), denomination: `Rue ${i >> 1}`, geo_shape: line },
    }
  })
  return { nhits: records.length, parameters: {}, records }
}

/** Readings of made-up segments in the layout of the real file, one time stamp every three minutes. */
function* trafficCsv(stamps: number): Generator<string> {
  yield 'datetime,traveltimereliability,denomination,trafficstatus,averagevehiclespeed,traveltime,predefinedlocationreference,year,month,day,hour,minute,Section,Direction\n'
  const start = Date.UTC(2021, 1, 5, 5)
  for (let s = 0; s < stamps; s++) {
    const at = new Date(start + s * 180_000).toISOString()
    const time = `${at.slice(0, 10)} ${at.slice(11, 19)}+00:00`
    const lines: string[] = []
    for (let i = 0; i < SEGMENTS; i++) {
      const speed = 10 + ((i * 13 + s * 7) % 90)
      lines.push(
        `${time},${(i + s) % 101},Rue ${i},freeFlow,${speed},${(i % 50) + 1},${nameOf(i)},2021,2,5,5,0,${200_000 + (i >> 1)},${i % 2 ? 'G' : 'D'}`,
      )
    }
    yield `${lines.join('\n')}\n`
  }
}

/** How long until the portal answers: on an empty home, and on one that exists. */
export async function benchServe(): Promise<Line[]> {
  return withFolder(async (folder) => {
    const home = join(folder, 'home')
    const start = async () => {
      const begin = performance.now()
      const port = 18_000 + Math.floor(Math.random() * 2000)
      const child = orchestra(['serve', '--territory', 'demo', '--home', home, '--port', String(port)])
      child.stdout!.resume()
      child.stderr!.resume()
      try {
        for (;;) {
          const answer = await fetch(`http://localhost:${port}/`).catch(() => undefined)
          if (answer?.ok) return (performance.now() - begin) / 1000
          if (child.exitCode !== null) throw new Error('serve ended')
          await new Promise((done) => setTimeout(done, 20))
        }
      } finally {
        const over = new Promise((done) => child.once('close', done))
        child.kill('SIGTERM')
        await over
      }
    }
    const cold = await start()
    const warm = await start()
    return [
      { name: 'serve, empty home', size: 'to the first page', seconds: cold, rate: '' },
      { name: 'serve, existing home', size: 'to the first page', seconds: warm, rate: '' },
    ]
  })
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'orchestra-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
