import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPlots, type Page, type Plots, plotRows, SIDE, SOUTH, STEP, WEST } from '../ogc/features/testing.ts'
import { openTown, type Town } from '../testing.ts'
import { parseXml, type XmlNode } from './xml/parse.ts'

let plots: Plots
let town: Town
beforeAll(async () => {
  ;[plots, town] = await Promise.all([openPlots(), openTown()])
}, 120_000)
afterAll(async () => {
  await plots?.house.close()
  await town?.house.close()
})

const wfs =
  'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"'
const ask = (query: Record<string, string | number>, app = plots.app) =>
  app.request(
    `/wfs?${new URLSearchParams(Object.entries({ SERVICE: 'WFS', VERSION: '2.0.0', ...query }).map(([k, v]) => [k, String(v)]))}`,
  )
const post = (body: string, app = plots.app) => app.request('/wfs', { method: 'POST', body })

/** Features as GML: their ids, and the document. */
async function features(answer: Response) {
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  const root = parseXml(text)
  const members = root.children.map((member) => member.children[0]!)
  return { text, root, members, ids: members.map(({ attributes }) => attributes.id!) }
}
const textIn = (feature: XmlNode, name: string) => feature.children.find((child) => child.name === name)?.text
const count = async (answer: Response) => Number((await features(answer)).root.attributes.numberMatched)
/** What the API of features finds with the same question in CQL2. */
const matched = async (filter: string) =>
  (await plots.get<Page>(`/ogc/collections/plots/items?limit=1&filter=${encodeURIComponent(filter)}`)).body
    .numberMatched

test('features are given as GML: properties as elements, missing ones left out, axes in the order of the CRS', async () => {
  const { members, ids, root } = await features(await ask({ REQUEST: 'GetFeature', TYPENAMES: 'app:plots', COUNT: 30 }))
  expect([root.attributes.numberMatched, root.attributes.numberReturned]).toEqual([String(SIDE * SIDE), '30'])
  expect(new Set(ids).size).toBe(30)
  for (const feature of members) {
    const row = plotRows.find(
      ({ sheet, number }) => sheet === textIn(feature, 'sheet') && String(number) === textIn(feature, 'number'),
    )!
    expect(textIn(feature, 'use') ?? null).toBe(row.use)
    expect(textIn(feature, 'surveyed') ?? null).toBe(row.surveyed)
    expect(JSON.parse(textIn(feature, 'tags')!)).toEqual(row.tags)
    const outline = feature.children.find(({ name }) => name === 'outline')?.children[0]
    expect(outline?.name).toBe(row.outline ? 'Polygon' : undefined)
    if (!row.outline) continue
    expect(outline!.attributes.srsName).toBe('urn:ogc:def:crs:EPSG::4326')
    const list = outline!.children[0]!.children[0]!.children[0]!.text.split(' ').map(Number)
    const own = row.outline.coordinates[0]!.map(([x, y]) => [y, x])
    expect(new Set(list.map((v) => v.toFixed(6)))).toEqual(new Set(own.flat().map((v) => v!.toFixed(6))))
    expect(list[0]).toBeGreaterThan(40)
  }
})

test('the same in another CRS, and as GeoJSON longitude first', async () => {
  const one = { REQUEST: 'GetFeature', TYPENAMES: 'plots', COUNT: 1, SORTBY: 'number DESC,sheet ASC' }
  const { text } = await features(await ask({ ...one, SRSNAME: 'urn:ogc:def:crs:EPSG::2154' }))
  const [x, y] = /<gml:posList>([\d.]+) ([\d.]+)/.exec(text)!.slice(1).map(Number) as [number, number]
  expect([Math.round(x / 1e5), Math.round(y / 1e6)]).toEqual([4, 7])
  const answer = await ask({ ...one, OUTPUTFORMAT: 'application/json' })
  expect(answer.headers.get('Content-Type')).toBe('application/geo+json')
  const page = (await answer.json()) as Page
  expect(page.features[0]!.properties).toMatchObject({ number: SIDE - 1, sheet: 'A,1' })
  expect(JSON.stringify(page.features[0]!.geometry)).toMatch(/\[-1\.6\d+,48\.0/)
})

test('pages follow one another through their links, on one version', async () => {
  const ids = new Set<string>()
  let url: string | undefined = '/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=plots&COUNT=150&STARTINDEX=0'
  for (let pages = 0; url; pages++) {
    const { root, ids: own } = await features(await plots.app.request(url))
    for (const id of own) ids.add(id)
    url = root.attributes.next
    expect(pages).toBeLessThan(4)
  }
  expect(ids.size).toBe(SIDE * SIDE)
})

test('a feature is found by its id, alone or with others, whatever its key holds', async () => {
  const { ids } = await features(await ask({ REQUEST: 'GetFeature', TYPENAMES: 'plots', COUNT: 5 }))
  const again = await features(await ask({ REQUEST: 'GetFeature', RESOURCEID: ids.join() }))
  expect(again.ids.toSorted()).toEqual(ids.toSorted())
  const query = { REQUEST: 'GetFeature', STOREDQUERY_ID: 'urn:ogc:def:query:OGC-WFS::GetFeatureById' }
  const alone = parseXml(await (await ask({ ...query, ID: ids[0]! })).text())
  expect([alone.name, alone.attributes.id]).toEqual(['plots', ids[0]])
  const none = await ask({ ...query, ID: 'plots.nothing' })
  expect([none.status, await none.text()]).toEqual([404, expect.stringContaining('exceptionCode="NotFound"')])
})

const compare = (op: string, name: string, value: string, more = '') =>
  `<fes:${op}${more}><fes:ValueReference>${name}</fes:ValueReference><fes:Literal>${value}</fes:Literal></fes:${op}>`
const [x0, y0] = [WEST + 2.2 * STEP, SOUTH + 3.1 * STEP]
const envelope = `<gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>${y0} ${x0}</gml:lowerCorner><gml:upperCorner>${y0 + 4 * STEP} ${x0 + 3 * STEP}</gml:upperCorner></gml:Envelope>`
const triangle = `<gml:Polygon gml:id="p" srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><gml:exterior><gml:LinearRing><gml:posList>48 -1.8 48.1 -1.8 48 -1.7 48 -1.8</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`
const geometry = '<fes:ValueReference>app:outline</fes:ValueReference>'
const period = (a: string, b: string) =>
  `<gml:TimePeriod gml:id="t"><gml:beginPosition>${a}</gml:beginPosition><gml:endPosition>${b}</gml:endPosition></gml:TimePeriod>`

/** A filter, and the same question in CQL2. */
const filters: readonly (readonly [string, string, string])[] = [
  ['equality', compare('PropertyIsEqualTo', 'app:use', 'field'), "use = 'field'"],
  ['a text of many letters', compare('PropertyIsEqualTo', 'use', 'l’été'), "use = 'l’été'"],
  ['case aside', compare('PropertyIsEqualTo', 'use', 'FIELD', ' matchCase="false"'), "CASEI(use) = CASEI('FIELD')"],
  ['inequality', compare('PropertyIsGreaterThanOrEqualTo', 'number', '12'), 'number >= 12'],
  [
    'a pattern',
    compare('PropertyIsLike', 'sheet', 'B!%1*', ' wildCard="*" singleChar="." escapeChar="!"'),
    "sheet LIKE 'B\\%1%'",
  ],
  ['nothing', '<fes:PropertyIsNull><fes:ValueReference>use</fes:ValueReference></fes:PropertyIsNull>', 'use IS NULL'],
  [
    'a range',
    '<fes:PropertyIsBetween><fes:ValueReference>number</fes:ValueReference><fes:LowerBoundary><fes:Literal>3</fes:Literal></fes:LowerBoundary><fes:UpperBoundary><fes:Literal>5</fes:Literal></fes:UpperBoundary></fes:PropertyIsBetween>',
    'number BETWEEN 3 AND 5',
  ],
  [
    'logic',
    `<fes:And><fes:Not>${compare('PropertyIsEqualTo', 'use', 'wood')}</fes:Not><fes:Or>${compare('PropertyIsLessThan', 'number', '4')}${compare('PropertyIsEqualTo', 'number', '9')}</fes:Or></fes:And>`,
    "NOT (use = 'wood') AND (number < 4 OR number = 9)",
  ],
  [
    'a box',
    `<fes:BBOX>${geometry}${envelope}</fes:BBOX>`,
    `S_INTERSECTS(outline, BBOX(${x0}, ${y0}, ${x0 + 3 * STEP}, ${y0 + 4 * STEP}))`,
  ],
  [
    'a shape',
    `<fes:Intersects>${geometry}${triangle}</fes:Intersects>`,
    'S_INTERSECTS(outline, POLYGON((-1.8 48, -1.8 48.1, -1.7 48, -1.8 48)))',
  ],
  [
    'inside a shape',
    `<fes:Within>${geometry}${triangle}</fes:Within>`,
    'S_WITHIN(outline, POLYGON((-1.8 48, -1.8 48.1, -1.7 48, -1.8 48)))',
  ],
  [
    'a period',
    `<fes:During><fes:ValueReference>surveyed</fes:ValueReference>${period('2024-02-01', '2024-04-30')}</fes:During>`,
    "T_DURING(surveyed, INTERVAL('2024-02-01', '2024-04-30'))",
  ],
  [
    'later than',
    '<fes:After><fes:ValueReference>surveyed</fes:ValueReference><gml:TimeInstant gml:id="i"><gml:timePosition>2024-03-15</gml:timePosition></gml:TimeInstant></fes:After>',
    "T_AFTER(surveyed, DATE('2024-03-15'))",
  ],
]

describe.each(filters)('a filter by %s', (_, fes, cql2) => {
  test('finds what the same question finds in CQL2, asked by parameters and by XML', async () => {
    const wanted = await matched(cql2)
    expect(wanted).toBeGreaterThan(0)
    const filter = `<fes:Filter ${wfs}>${fes}</fes:Filter>`
    const query = { REQUEST: 'GetFeature', TYPENAMES: 'plots', FILTER: filter }
    expect(await count(await ask({ ...query, RESULTTYPE: 'hits' }))).toBe(wanted)
    const found = await features(await ask(query))
    expect([found.members.length, found.root.attributes.numberReturned]).toEqual([wanted, String(wanted)])
    const document = `<?xml version="1.0"?><wfs:GetFeature service="WFS" version="2.0.0" ${wfs}><wfs:Query typeNames="app:plots" xmlns:app="urn:orchestra:features:test"><wfs:PropertyName>use</wfs:PropertyName>${filter}</wfs:Query></wfs:GetFeature>`
    expect((await features(await post(document))).ids.toSorted()).toEqual(found.ids.toSorted())
  })
})

test('a box is read in the order of the axes of its CRS', async () => {
  const [a, b] = [WEST + 2.2 * STEP, SOUTH + 3.1 * STEP]
  const [c, d] = [a + 3 * STEP, b + 4 * STEP]
  const query = { REQUEST: 'GetFeature', TYPENAMES: 'plots', RESULTTYPE: 'hits' }
  const wanted = await matched(`S_INTERSECTS(outline, BBOX(${a}, ${b}, ${c}, ${d}))`)
  for (const bbox of [
    `${b},${a},${d},${c}`,
    `${b},${a},${d},${c},urn:ogc:def:crs:EPSG::4326`,
    `${a},${b},${c},${d},EPSG:4326`,
    `${a},${b},${c},${d},urn:ogc:def:crs:OGC:1.3:CRS84`,
  ])
    expect([bbox, await count(await ask({ ...query, BBOX: bbox }))]).toEqual([bbox, wanted])
})

test('the schema has every property with its type; stored queries and capabilities name what is there', async () => {
  const schema = parseXml(await (await ask({ REQUEST: 'DescribeFeatureType', TYPENAMES: 'plots' })).text())
  const properties = schema.children[1]!.children[0]!.children[0]!.children[0]!.children.map(({ attributes }) => [
    attributes.name,
    attributes.type,
    attributes.minOccurs,
  ])
  expect(properties).toEqual([
    ['sheet', 'xsd:string', '1'],
    ['number', 'xsd:long', '1'],
    ['use', 'xsd:string', '0'],
    ['surveyed', 'xsd:date', '0'],
    ['tags', 'xsd:string', '1'],
    ['limit', 'xsd:long', '0'],
    ['outline', 'gml:SurfacePropertyType', '0'],
  ])
  expect(await (await ask({ REQUEST: 'ListStoredQueries' })).text()).toContain('GetFeatureById')
  expect(await (await ask({ REQUEST: 'DescribeStoredQueries' })).text()).toContain('<wfs:Parameter name="ID"')
  const capabilities = await (await ask({ REQUEST: 'GetCapabilities' })).text()
  expect(capabilities).toContain('<wfs:Name>app:plots</wfs:Name>')
  expect(capabilities).toContain('<wfs:DefaultCRS>urn:ogc:def:crs:EPSG::4326</wfs:DefaultCRS>')
  const asXml = await (await post(`<wfs:GetCapabilities service="WFS" ${wfs}/>`)).text()
  expect(asXml).toBe(capabilities)
})

describe('GetPropertyValue', () => {
  const valuesOf = async (answer: Response) => {
    const text = await answer.text()
    const root = parseXml(text)
    expect(root.name, text).toBe('ValueCollection')
    return { root, members: root.children, texts: root.children.map(({ text }) => text) }
  }
  const query = { REQUEST: 'GetPropertyValue', TYPENAMES: 'plots' }

  test('gives the values of a property, those that are missing left out, by parameters and by XML', async () => {
    const uses = plotRows.flatMap(({ use }) => (use === null ? [] : [use]))
    for (const path of ['use', 'app:use', '/app:plots/app:use', 'app:use[1]', 'use/text()']) {
      const { root, texts } = await valuesOf(await ask({ ...query, VALUEREFERENCE: path }))
      expect(texts.toSorted()).toEqual(uses.toSorted())
      expect([root.attributes.numberMatched, root.attributes.numberReturned]).toEqual([
        String(uses.length),
        String(uses.length),
      ])
    }
    const document = `<wfs:GetPropertyValue service="WFS" version="2.0.0" valueReference="app:number" count="4" ${wfs}><wfs:Query typeNames="app:plots" xmlns:app="urn:orchestra:features:test"><fes:Filter>${compare('PropertyIsEqualTo', 'use', 'field')}</fes:Filter></wfs:Query></wfs:GetPropertyValue>`
    const fields = plotRows.filter(({ use }) => use === 'field')
    const { root, texts } = await valuesOf(await post(document))
    expect([root.attributes.numberMatched, texts.length]).toEqual([String(fields.length), 4])
    for (const text of texts) expect(fields.map(({ number }) => String(number))).toContain(text)
  })

  test('geometries are elements of GML; ids, pages and numbers are there too', async () => {
    const { members } = await valuesOf(await ask({ ...query, VALUEREFERENCE: 'outline', COUNT: 3 }))
    expect(members.map((member) => member.children[0]?.name)).toEqual(['Polygon', 'Polygon', 'Polygon'])
    const ids = new Set<string>()
    let url: string | undefined =
      '/wfs?SERVICE=WFS&REQUEST=GetPropertyValue&TYPENAMES=plots&VALUEREFERENCE=@gml:id&COUNT=150'
    while (url) {
      const { root, texts } = await valuesOf(await plots.app.request(url))
      for (const id of texts) ids.add(id)
      url = root.attributes.next
    }
    expect(ids.size).toBe(SIDE * SIDE)
    expect([...ids][0]).toMatch(/^plots\./)
    const { root, texts } = await valuesOf(await ask({ ...query, VALUEREFERENCE: 'outline', RESULTTYPE: 'hits' }))
    expect([root.attributes.numberMatched, root.attributes.numberReturned, texts]).toEqual([
      String(SIDE * SIDE - 1),
      '0',
      [],
    ])
  })

  test('by XML an empty reference is refused', async () => {
    const answer = await post(
      `<wfs:GetPropertyValue valueReference="" ${wfs}><wfs:Query typeNames="plots"/></wfs:GetPropertyValue>`,
    )
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('"InvalidParameterValue"')])
  })
})

const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>`
const outside = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>`
test.each([
  ['a bomb of entities', bomb],
  ['an entity from outside', outside],
  ['an entity that is none', '<x>&what;</x>'],
  ['elements nested deep', '<a>'.repeat(500) + '</a>'.repeat(500)],
  ['too many elements', `<a>${'<b/>'.repeat(30_000)}</a>`],
  ['too many bytes', `<a>${'x'.repeat(1_200_000)}</a>`],
  ['what is not XML', '<a><b></a>'],
  ['nothing', '<!-- -->'],
])('%s is refused', async (_, body) => {
  const answer = await post(body)
  const text = await answer.text()
  expect([answer.status, /exceptionCode="(\w+)"/.exec(text)?.[1]], text).toEqual([400, 'OperationParsingFailed'])
  expect(text).not.toContain('root:')
})

test.each([
  [{ REQUEST: 'GetFeature', TYPENAMES: 'plotts' }, 400, 'InvalidParameterValue', 'TYPENAMES'],
  [{ REQUEST: 'GetFeature' }, 400, 'MissingParameterValue', 'TYPENAMES'],
  [{ REQUEST: 'GetFeature', TYPENAMES: 'plots,plots' }, 400, 'OptionNotSupported', 'TYPENAMES'],
  [{ REQUEST: 'GetFeature', TYPENAMES: 'plots', COUNT: 'many' }, 400, 'InvalidParameterValue', 'COUNT'],
  [{ REQUEST: 'GetFeature', TYPENAMES: 'plots', SRSNAME: 'EPSG:9999' }, 400, 'InvalidParameterValue', 'SRSNAME'],
  [{ REQUEST: 'GetFeature', TYPENAMES: 'plots', PROPERTYNAME: 'usee' }, 400, 'InvalidParameterValue', 'PROPERTYNAME'],
  [{ REQUEST: 'GetFeature', TYPENAMES: 'plots', SORTBY: 'tags' }, 400, 'InvalidParameterValue', 'SORTBY'],
  [
    { REQUEST: 'GetFeature', TYPENAMES: 'plots', OUTPUTFORMAT: 'shape-zip' },
    400,
    'InvalidParameterValue',
    'OUTPUTFORMAT',
  ],
  [{ REQUEST: 'GetFeature', TYPENAMES: 'plots', BBOX: '1,2' }, 400, 'InvalidParameterValue', 'bbox'],
  [
    { REQUEST: 'GetFeature', TYPENAMES: 'plots', FILTER: '<Filter><DWithin/></Filter>' },
    400,
    'OptionNotSupported',
    'filter',
  ],
  [
    {
      REQUEST: 'GetFeature',
      TYPENAMES: 'plots',
      FILTER: `<Filter>${compare('PropertyIsEqualTo', "x' or 1=1 --", '1').replaceAll('fes:', '')}</Filter>`,
    },
    400,
    'InvalidParameterValue',
    undefined,
  ],
  [{ REQUEST: 'GetFeature', VERSION: '1.1.0', TYPENAMES: 'plots' }, 400, 'InvalidParameterValue', 'VERSION'],
  [{ REQUEST: 'GetCapabilities', ACCEPTVERSIONS: '1.0.0' }, 400, 'VersionNegotiationFailed', 'AcceptVersions'],
  [{ REQUEST: 'Transaction' }, 400, 'OperationNotSupported', 'transaction'],
  [{ REQUEST: 'GetPropertyValue', TYPENAMES: 'plots' }, 400, 'MissingParameterValue', 'VALUEREFERENCE'],
  [
    { REQUEST: 'GetPropertyValue', TYPENAMES: 'plots', VALUEREFERENCE: '' },
    400,
    'InvalidParameterValue',
    'VALUEREFERENCE',
  ],
  [
    { REQUEST: 'GetPropertyValue', TYPENAMES: 'plots', VALUEREFERENCE: 'usee' },
    400,
    'InvalidParameterValue',
    'VALUEREFERENCE',
  ],
])('%o is told as an exception', async (query, status, code, locator) => {
  const answer = await ask(query as Record<string, string>)
  const text = await answer.text()
  expect([answer.status, /exceptionCode="(\w+)"/.exec(text)?.[1]], text).toEqual([status, code])
  if (locator) expect(/locator="(\w+)"/.exec(text)?.[1]).toBe(locator)
})

test('what is closed is neither given nor listed; tables without geometry are', async () => {
  const capabilities = await (await ask({ REQUEST: 'GetCapabilities' }, town.app)).text()
  expect(capabilities).toContain('app:hourly')
  expect(capabilities).not.toContain('staff')
  for (const type of ['staff', 'residents']) {
    const answers = [
      await ask({ REQUEST: 'GetFeature', TYPENAMES: type }, town.app),
      await ask({ REQUEST: 'GetFeature', TYPENAMES: type, RESULTTYPE: 'hits' }, town.app),
      await ask({ REQUEST: 'GetFeature', RESOURCEID: `${type}.p1` }, town.app),
      await post(`<wfs:GetFeature ${wfs}><wfs:Query typeNames="${type}"/></wfs:GetFeature>`, town.app),
      await ask({ REQUEST: 'GetPropertyValue', TYPENAMES: type, VALUEREFERENCE: '@gml:id' }, town.app),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(403)
      expect(await answer.text()).not.toContain('sealed')
    }
  }
  const hours = await features(await ask({ REQUEST: 'GetFeature', TYPENAMES: 'hourly', COUNT: 2 }, town.app))
  expect(hours.members[0]!.children.map(({ name }) => name)).toEqual(['counter', 'time', 'bikes'])
  const byPlace = await features(await ask({ REQUEST: 'GetFeature', RESOURCEID: hours.ids.join() }, town.app))
  expect(byPlace.ids).toEqual(hours.ids)
})
