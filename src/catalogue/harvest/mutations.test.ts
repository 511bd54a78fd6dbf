import { Parser } from 'n3'
import { Errors } from 'typebox/value'
import { expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import { writeRdf } from '../dcat/write.ts'
import { keptRecord } from '../records/shape.ts'
import { canonicalText } from '../records/write.ts'
import { harvesterOf } from './kinds.ts'
import { listed, source } from './testing/listed.ts'
import { spoil, spoilText } from './testing/mutate.ts'
import {
  ckanSample,
  iso3Sample,
  isoSample,
  opendatasoftSample,
  rudiSample,
  turtleSample,
  udataSample,
  wholeSample,
} from './testing/samples.ts'
import type { Mapped } from './types.ts'

const COUNT = Number(process.env.ORCHESTRA_MUTATIONS ?? 1000)

/** Checks what became of a record: refused with a reason, or one that the rest may rely on. */
function outcomeOf({ record, errors, repairs, title }: Mapped): 'refused' | 'mended' | 'clean' {
  expect(typeof title).toBe('string')
  for (const { code, field, say } of [...errors, ...repairs]) {
    expect(code).toMatch(/^ERR-\d{3}$/)
    expect(field.length * say.fr.length * say.en.length).toBeGreaterThan(0)
  }
  if (!record) {
    expect(errors.length).toBeGreaterThan(0)
    return 'refused'
  }
  expect(errors).toEqual([])
  const wrong = [...Errors(keptRecord, record)].map(({ instancePath, message }) => `${instancePath} ${message}`)
  expect(wrong).toEqual([])
  // It goes through JSON, as it is kept.
  expect(JSON.stringify(record)).not.toMatch(/\\u0000|\\ud800(?!\\udc)/)
  return repairs.length > 0 ? 'mended' : 'clean'
}

const samples = {
  rudi: ['rudi', rudiSample],
  'rudi, whole': ['rudi', wholeSample],
  ckan: ['ckan', ckanSample],
  opendatasoft: ['opendatasoft', opendatasoftSample],
  udata: ['udata', udataSample],
} as const

test.each(Object.keys(samples) as (keyof typeof samples)[])(
  `${COUNT} spoiled records of %s: none breaks anything or lands unmarked`,
  (name) => {
    const [kind, write] = samples[name]
    const { map, identify } = harvesterOf(kind)
    const good = write()
    const reference = map(good, source(kind))
    expect(outcomeOf(reference)).not.toBe('refused')
    const next = seeded(7)
    const counts = { refused: 0, mended: 0, clean: 0 }
    for (let i = 0; i < COUNT; i++) {
      const { raw, how, path } = spoil(good, next)
      const mapped = map(raw, source(kind))
      identify(raw)
      const outcome = outcomeOf(mapped)
      counts[outcome]++
      const told = mapped.errors.length > 0 || canonicalText(mapped.repairs) !== canonicalText(reference.repairs)
      const isSame = canonicalText(mapped.record ?? null) === canonicalText(reference.record)
      // What was of one type and is of another changes nothing, or is told.
      if (how === 'type' && !told && !isSame)
        expect.fail(`${path.join('.')} lands unmarked: ${canonicalText(mapped.record).slice(0, 2000)}`)
    }
    expect(counts.mended + counts.refused).toBeGreaterThan(COUNT / 4)
    expect(counts.clean + counts.mended).toBeGreaterThan(0)
  },
)

const documents = {
  'dcat in Turtle': ['dcat', async () => turtleSample],
  'dcat in RDF/XML': ['dcat', async () => writeRdf(new Parser().parse(turtleSample), 'rdf')],
  'dcat in JSON-LD': ['dcat', async () => writeRdf(new Parser().parse(turtleSample), 'jsonld')],
  'iso 19139': ['iso', async () => isoSample()],
  'iso 19115-3': ['iso', async () => iso3Sample],
} as const

test.each(Object.keys(documents) as (keyof typeof documents)[])(
  `${COUNT} spoiled documents of %s: each is read or refused by name`,
  async (name) => {
    const [kind, write] = documents[name]
    const good = await write()
    const next = seeded(11)
    let [read, unreadable] = [0, 0]
    for (let i = 0; i < COUNT; i++) {
      const text = spoilText(good, next)
      try {
        for (const mapped of (await listed(source(kind), () => text)).records.values()) outcomeOf(mapped)
        read++
      } catch (error) {
        const { code } = error as { code?: string }
        if (!code?.startsWith('harvest.') && !code?.startsWith('test.'))
          throw new Error(`on ${JSON.stringify(text.slice(0, 3000))}`, { cause: error })
        unreadable++
      }
    }
    expect([read > 0, unreadable > 0]).toEqual([true, true])
  },
  120_000,
)

test(`${COUNT} spoiled RDF and XML trees`, async () => {
  for (const kind of ['dcat', 'iso'] as const) {
    const { read, map, identify } = harvesterOf(kind)
    const text = kind === 'dcat' ? turtleSample : isoSample()
    let good: unknown
    for await (const page of read(source(kind), async (address) => ({
      text,
      address,
      type: '',
      bytes: new Uint8Array(),
    })))
      good = page.records[0]
    const next = seeded(13)
    for (let i = 0; i < COUNT; i++) {
      const { raw } = spoil(good, next)
      identify(raw)
      outcomeOf(map(raw, source(kind)))
    }
  }
})

const bomb = (entity: string) => `<?xml version="1.0"?><!DOCTYPE x [${entity}]><x>&a;</x>`
test.each([
  [
    'a billion laughs',
    bomb(
      `<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i ? i - 1 : ''};`.repeat(10)}">`).join('')}`,
    ),
  ],
  ['a quadratic blowup', bomb(`<!ENTITY a "${'x'.repeat(50_000)}">`)],
  ['a file of ours', bomb('<!ENTITY a SYSTEM "file:///etc/passwd">')],
  ['an address inside', bomb('<!ENTITY % a SYSTEM "http://169.254.169.254/"> %a;')],
])('entities are refused: %s', async (_, text) => {
  for (const kind of ['dcat', 'iso', 'csw'] as const)
    await expect(
      listed(source(kind), () => text),
      kind,
    ).rejects.toMatchObject({ code: 'harvest.entities' })
})

test('too deep, too wide and web pages are refused', async () => {
  const deep = `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`
  for (const text of [deep, '<!doctype html><p>Maintenance', '', 'x'.repeat(1000)])
    for (const kind of ['iso', 'csw'] as const)
      await expect(listed(source(kind), () => text)).rejects.toMatchObject({
        code: expect.stringMatching(/^harvest\./),
      })
})
