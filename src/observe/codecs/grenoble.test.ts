import { createReadStream, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { openSandbox } from './index.ts'
import { difference, readLibrary } from './library/index.ts'

const root = join(import.meta.dirname, '../../..')
const file = join(resolve(root, process.env.ORCHESTRA_DATA ?? '../shared/data'), 'grenoble/tourperret_ems.ndjson.gz')
const sandbox = openSandbox()
afterAll(() => sandbox.close())

if (!existsSync(file)) console.log('skipped: the frames of Grenoble are not in ORCHESTRA_DATA')

interface Heard {
  readonly payload: string
  readonly port: number
  readonly decoded: { readonly payload: object }
}

test.skipIf(!existsSync(file))('the 12,614 frames of the Tour Perret are decoded as they were', async () => {
  const { codecs } = await readLibrary(join(root, 'devices'))
  const { source } = codecs.find((codec) => codec.id === 'elsys/elsys-codec')!
  const codec = await sandbox.openCodec(source)
  const lines: Heard[] = []
  for await (const line of createInterface(createReadStream(file).pipe(createGunzip()))) lines.push(JSON.parse(line))
  expect(lines.length).toBe(12_614)
  const results = await Promise.all(
    lines.map(async ({ payload, port, decoded }) => {
      const { data, warnings } = await codec.decodeUplink({ bytes: Buffer.from(payload, 'base64'), fPort: port })
      return { found: difference(decoded.payload, data), warnings }
    }),
  )
  expect(results.filter(({ found }) => found)).toEqual([])
  // The one frame of settings, on port 6, carries nothing in the file either.
  expect(results.flatMap(({ warnings }) => warnings)).toEqual(['settings of the sensor, no measurement'])
})
