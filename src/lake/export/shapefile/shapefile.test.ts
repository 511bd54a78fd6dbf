import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shapefile as source } from '../../../connect/shapefile/index.ts'
import { facts } from '../../../connect/testing/facts.ts'
import { fileOf, readAll } from '../../../connect/testing/run.ts'
import { geometry, integer, nullable, number, table, text } from '../../../kernel/index.ts'
import { about, lakeOfTests } from '../../testing.ts'
import { prepare } from '../prepare.ts'
import { bytesOf, exported, Mixed, mixed, Place, places, Stop, stops, unzipped } from '../testing.ts'
import { openDeflated } from './deflated.ts'
import { shortNames } from './fields.ts'
import { shapefile } from './index.ts'

const made = lakeOfTests()
const Back = table('back', {
  id: integer({ ...about('id'), role: 'id' }),
  geometry: nullable(geometry({ ...about('g'), crs: 'EPSG:2154' })),
  vitesse: nullable(number(about('v'))),
  nom_de_la_: nullable(text(about('n'))),
})

test('our own reader reads a table of points back', async () => {
  const zip = await exported(made.lake, Stop, [stops], { format: 'shp' })
  const { rows, rejected } = await readAll(source({ ...facts, rows: Back, crs: 'EPSG:2154' }), fileOf('stop.zip', zip))
  expect(rejected).toEqual([])
  const [one, two, three] = rows.toSorted((a, b) => a.id - b.id)
  expect(one).toMatchObject({ geometry: stops[0]!.lieu, vitesse: 12.5, nom_de_la_: 'République, « A » <&>' })
  expect(two).toMatchObject({ geometry: stops[1]!.lieu, vitesse: null, nom_de_la_: null })
  expect(three).toMatchObject({ geometry: null, vitesse: -1e-7 / 3 })
})

test('types are apart, and what the format lost is said', async () => {
  const files = await unzipped(await exported(made.lake, Mixed, [mixed], { format: 'shp' }))
  const endings = (stem: string) => [...files.keys()].filter((name) => name.split('.')[0] === stem).toSorted()
  for (const kind of ['point', 'multipoint', 'line', 'polygon'])
    expect(endings(`mixed_${kind}`)).toEqual(['cpg', 'dbf', 'prj', 'shp', 'shx'].map((e) => `mixed_${kind}.${e}`))
  expect(endings('mixed_sans_geometrie')).toEqual(['mixed_sans_geometrie.cpg', 'mixed_sans_geometrie.dbf'])
  for (const [name, bytes] of files) {
    if (!/\.sh[px]$/.test(name)) continue
    // The length it says, in words of 16 bits, is its own.
    expect([name, bytes.readInt32BE(24) * 2]).toEqual([name, bytes.length])
  }
  const stop = await unzipped(await exported(made.lake, Stop, [stops], { format: 'shp' }))
  expect(stop.get('stop.prj')!.toString()).toContain('RGF_1993_Lambert_93')
  expect(stop.get('LISEZMOI.txt')!.toString()).toMatch(/nom_de_l_1 ← nom_de_la_commune[\s\S]*/)
  expect(stop.get('LISEZMOI.txt')!.toString()).toContain('nom_de_la_commune (1)')
  expect(stop.get('README.txt')!.toString()).toContain('EPSG:2154')
})

test('a file too large goes on in another', async () => {
  const { hash } = await made.lake.writeRows(Place, [places])
  const files = { shape: Place, hashes: [hash] }
  const options = { format: 'shp' } as const
  const bytes = bytesOf(shapefile(made.lake, files, prepare(made.lake, files, options), options, 60_000))
  const zip = await unzipped(await bytes)
  const counts = ['place', 'place_2', 'place_3'].map((name) => zip.get(`${name}.dbf`)!.readUInt32LE(4))
  expect(counts.reduce((a, b) => a + b)).toBe(places.length)
  expect([...zip.keys()].filter((name) => name.endsWith('.shp')).length).toBe(3)
})

test('short names are ASCII and never alike', () => {
  expect(shortNames(['é', 'Nom_de_la_voie', 'nom_de_la_ville', 'NOM_DE_LA_', '2024', '数'])).toEqual([
    ...['e', 'Nom_de_la_', 'nom_de_l_1', 'NOM_DE_L_2', 'c_2024', 'c__'],
  ])
})

test('what cannot be written is told as the system tells it', async () => {
  const file = openDeflated(join(made.folder, 'no such folder', 'x.shp'), 100)
  const write = async () => {
    for (let i = 0; i < 50; i++) {
      file.put(new Uint8Array(100_000))
      await file.flush()
    }
    await file.finish(new Uint8Array(100))
  }
  await expect(write()).rejects.toMatchObject({ code: 'ENOENT' })
  await file.close()
})
