import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Parser } from 'n3'
import { describe, expect, test } from 'vitest'
import { writeRdf } from '../dcat/write.ts'
import { listed, source } from './testing/listed.ts'
import { ckanSample, iso3Sample, isoSample, opendatasoftSample, turtleSample, udataSample } from './testing/samples.ts'

const trees = {
  title: { fr: 'Arbres' },
  publisher: { name: 'Ville de Rennes' },
  contacts: [{ name: 'Jardins', email: 'jardins@example.org' }],
  licence: { id: 'etalab-2.0' },
  frequency: 'ANNUAL',
  access: 'open',
  spatial: [-1.8, 48, -1.5, 48.2],
}

const pageOf = <T>(all: readonly T[], url: URL, from: string, count: string): T[] =>
  all.slice(
    Number(url.searchParams.get(from)),
    Number(url.searchParams.get(from)) + Number(url.searchParams.get(count)),
  )

test('CKAN: pages of package_search, resources as files and services, extras', async () => {
  const all = Array.from({ length: 150 }, (_, n) => ({ ...ckanSample(), id: `d${n}` }))
  const { records, asked, announced } = await listed(source('ckan', { query: { fq: 'organization:ville' } }), (url) =>
    JSON.stringify({ success: true, result: { count: 150, results: pageOf(all, url, 'start', 'rows') } }),
  )
  expect([records.size, asked.length, announced]).toEqual([150, 2, 150])
  expect(asked[0]).toContain('/api/3/action/package_search?fq=organization%3Aville&rows=100&start=0')
  const { record, errors } = records.get('d0')!
  expect(errors).toEqual([])
  expect(record).toMatchObject({
    ...trees,
    contacts: [{ name: 'Service des jardins', email: 'jardins@example.org' }],
    description: { fr: 'Les arbres & leur état' },
    themes: ['ENVI'],
    temporal: { from: '2020-01-01' },
    page: 'http://source.example/dataset/arbres',
    files: [{ id: 'r1', mediaType: 'text/csv', fileType: 'CSV', bytes: 1234, checksum: { algorithm: 'MD5' } }],
    services: [{ id: 'r2', conformsTo: 'http://www.opengis.net/def/serviceType/ogc/wms' }],
  })
})

test('Opendatasoft v2.1: pages of the catalogue, its exports and API as distributions', async () => {
  const all = Array.from({ length: 100 }, (_, n) => ({ ...opendatasoftSample(), dataset_id: `d${n}` }))
  const { records, asked } = await listed(source('opendatasoft'), (url) =>
    JSON.stringify({ total_count: 100, results: pageOf(all, url, 'offset', 'limit') }),
  )
  // A full page may not be the last, whatever the total says.
  expect([records.size, asked.length]).toEqual([100, 2])
  const { record } = records.get('d7')!
  const { spatial, ...rest } = trees
  expect(record).toMatchObject({
    ...rest,
    themes: ['ENVI'],
    size: { records: 53, fields: 1 },
    creators: ['Service des jardins'],
    languages: ['fr'],
  })
  expect(record!.files.map(({ id }) => id)).toEqual(['csv', 'json', 'geojson', 'shp', 'parquet', 'attachment-0'])
  expect(record!.files[0]!.path).toBe('http://source.example/api/explore/v2.1/catalog/datasets/d7/exports/csv')
})

test('udata: pages followed until none is next', async () => {
  const all = Array.from({ length: 120 }, (_, n) => ({ ...udataSample(), id: `d${n}` }))
  const { records, asked } = await listed(source('udata'), (url) => {
    const page = Number(url.searchParams.get('page'))
    return JSON.stringify({
      data: all.slice((page - 1) * 100, page * 100),
      total: 120,
      next_page: page === 1 ? 'http://source.example/?page=2' : null,
    })
  })
  expect([records.size, asked.length]).toEqual([120, 2])
  expect(records.get('d0')!.record).toMatchObject({
    ...trees,
    identifiers: ['d0', 'ARB'],
    temporal: { from: '2020-01-01', to: '2021-01-01' },
    files: [{ checksum: { algorithm: 'SHA-1' }, bytes: 1234 }],
  })
})

describe('DCAT', () => {
  const dcat = source('dcat', { address: 'http://source.example/catalog' })
  const expected = {
    ...trees,
    title: { fr: 'Arbres', en: 'Trees' },
    themes: ['ENVI'],
    page: 'https://data.example.org/p/1',
  }
  const distributions = {
    files: [{ id: 'csv', path: 'https://data.example.org/1.csv', mediaType: 'text/csv', bytes: 1234 }],
    services: [{ id: 'wms', path: 'https://data.example.org/wms' }],
  }

  test.each(['ttl', 'rdf', 'jsonld'] as const)('says the same in %s', async (syntax) => {
    // Written by the library of another: our own writer only knows our own terms.
    const quads = new Parser().parse(turtleSample)
    const text = syntax === 'ttl' ? turtleSample : await writeRdf(quads, syntax)
    const { records } = await listed(dcat, () => text)
    const { record, errors } = records.get('https://data.example.org/d/1')!
    expect(errors).toEqual([])
    expect(record).toMatchObject({ ...expected, ...distributions })
  })

  const page = (n: number, more: string) => turtleSample.replaceAll('/d/1', `/d/${n}`) + more
  test('Hydra’s pages are followed to their end, and no further when they turn round', async () => {
    const { records, asked } = await listed(dcat, (url) => {
      const n = Number(url.searchParams.get('page') ?? 1)
      return page(
        n,
        `<?page=${n}> <http://www.w3.org/ns/hydra/core#next> <http://source.example/catalog?page=${(n % 3) + 1}> ; <http://www.w3.org/ns/hydra/core#totalItems> 3 .`,
      )
    })
    expect(records.size).toBe(3)
    expect(asked.length).toBeLessThanOrEqual(4)
  })

  test('the Linked Data Platform’s pages are followed by their headers', async () => {
    const { records } = await listed(dcat, (url) => {
      const n = Number(url.searchParams.get('page') ?? 1)
      return { text: page(n, ''), ...(n < 4 && { next: `http://source.example/catalog?page=${n + 1}` }) }
    })
    expect([...records.keys()]).toEqual([1, 2, 3, 4].map((n) => `https://data.example.org/d/${n}`))
  })

  test('a dataset without a name is called by its identifier; one inside itself is read once', async () => {
    const { records } = await listed(
      dcat,
      () => `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
      _:a a dcat:Dataset ; dct:identifier "n-1" ; dct:title "Sans nom" ; dct:relation _:a ; dct:publisher _:b . _:b dct:publisher _:a ; <http://xmlns.com/foaf/0.1/name> "Ville" .`,
    )
    expect(records.get('n-1')!.record).toMatchObject({
      title: { fr: 'Sans nom', en: 'Sans nom' },
      publisher: { name: 'Ville' },
    })
  })

  test('a JSON-LD context elsewhere is asked of nobody else than the source', async () => {
    const { asked } = await listed(dcat, (url) =>
      url.pathname === '/context'
        ? '{"@context": {"title": "http://purl.org/dc/terms/title"}}'
        : '{"@context": "http://source.example/context", "@graph": []}',
    )
    expect(asked).toEqual(['http://source.example/catalog', 'http://source.example/context'])
  })
})

describe('ISO', () => {
  test('19139 and 19115-3 say the same', async () => {
    const { records } = await listed(
      source('iso'),
      () => `<all>${isoSample().replace(/<\?xml.*?\?>/, '')}${iso3Sample}</all>`,
    )
    expect([...records.keys()]).toEqual(['iso-1', 'iso-3'])
    const both = {
      title: trees.title,
      publisher: trees.publisher,
      spatial: trees.spatial,
      themes: ['ENVI'],
      modified: '2024-05-06T07:08:09.000Z',
      written: ['fr'],
    }
    expect(records.get('iso-1')!.record).toMatchObject({
      ...both,
      licence: trees.licence,
      temporal: { from: '2020-01-01', to: '2021-01-01' },
      files: [{ mediaType: 'application/zip' }],
    })
    expect(records.get('iso-3')!.record).toMatchObject({
      ...both,
      provenance: { fr: 'Relevé sur place' },
      services: [{ conformsTo: 'http://www.opengis.net/def/serviceType/ogc/wfs' }],
    })
  })

  const csw = source('csw', { address: 'http://source.example/csw?map=x' })
  const answer = (from: number, to: number, next: number) =>
    `<csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"><csw:SearchResults numberOfRecordsMatched="120" nextRecord="${next}">${Array.from(
      { length: to - from },
      (_, i) => isoSample(`r${from + i}`).replace(/<\?xml.*?\?>/, ''),
    ).join('')}</csw:SearchResults></csw:GetRecordsResponse>`

  test('a CSW is asked from record to record until it says 0, or does not go forward', async () => {
    const { records, asked, announced } = await listed(csw, (url) => {
      const start = Number(url.searchParams.get('startPosition'))
      const end = Math.min(120, start - 1 + 50)
      return answer(start - 1, end, end < 120 ? end + 1 : 0)
    })
    expect([records.size, asked.length, announced]).toEqual([120, 3, 120])
    expect(asked[0]).toContain('?map=x&service=CSW&version=2.0.2&request=GetRecords')
    expect((await listed(csw, () => answer(0, 50, 1))).asked.length).toBe(1)
  })

  test('what a CSW refuses is told', async () => {
    const report =
      '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows"><ows:Exception><ows:ExceptionText>Unknown schema</ows:ExceptionText></ows:Exception></ows:ExceptionReport>'
    await expect(listed(csw, () => report)).rejects.toMatchObject({
      code: 'harvest.refused',
      say: { en: expect.stringContaining('Unknown schema') },
    })
  })
})

const real = resolve(process.env.ORCHESTRA_DATA ?? '../shared/data', 'catalogue')
const hasReal = existsSync(real)
if (!hasReal) console.log('harvest: the real ISO and DCAT records are not at hand, their reading is skipped')

test.skipIf(!hasReal).each([
  [
    'iso',
    'geo2france.iso19139.plu.xml',
    '7d002c4c-92ef-4b9f-a568-d732f740b99e',
    { publisher: { name: 'GeoCompiegnois' }, spatial: [2.5587, 49.3677, 2.5934, 49.4051], issued: '2022-05-01' },
    1,
  ],
  [
    'iso',
    'geo2france.iso19139.scot.xml',
    'ee965118-2416-4d48-b07e-bbc696f002c2',
    { publisher: { name: 'Région Hauts-de-France' }, modified: '2021-04-02' },
    13,
  ],
  [
    'iso',
    'geo2france.iso19139.service+eaux-usees.xml',
    'be052079-f1f6-4f6f-a722-cbf11deb40eb',
    { publisher: { name: 'Sandre' } },
    3,
  ],
  [
    'dcat',
    'jrc.dcat.geo-dataset.xml',
    'http://data.europa.eu/89h/175b91cb-ca33-45df-aafb-c283a1e33627',
    { themes: ['ENVI', 'TECH'], access: 'restricted', spatial: [-11.5, 27, 41, 67], issued: '2017-03-06' },
    3,
  ],
  [
    'dcat',
    'sextant.dcat.bathymetry.xml',
    'FR-330-715-368-00032-IFR_MBAN_SIGOLO_25_01_R',
    { contacts: [{ email: 'gmcarto@ifremer.fr' }] },
    undefined,
  ],
] as const)('a real record: %s %s', async (kind, file, id, expected, distributions) => {
  const { records } = await listed(source(kind), () => readFileSync(resolve(real, file), 'utf8'))
  const { record, errors } = records.get(id)!
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
  if (distributions) expect(record!.files.length + record!.services.length).toBe(distributions)
})
