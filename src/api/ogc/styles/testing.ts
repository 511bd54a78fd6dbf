import { type AssetRef, drawn, geometry, integer, nullable, number, table, text } from '../../../kernel/index.ts'
import { both, given, openTestHouse, place } from '../../../pipeline/testing.ts'
import { createApi } from '../../index.ts'

// Points of which a number tells most, with its coordinates beside it; squares of a few kinds, drawn as their territory says.

const t = (s: string) => ({ title: both(s) })
const Tree = table('tree', {
  id: integer({ ...t('id'), role: 'id' }),
  easting: number({ ...t('easting'), unit: 'm' }),
  height: nullable(number({ title: { fr: 'Hauteur', en: 'Height' }, unit: 'm' })),
  kind: text({ title: { fr: 'Essence', en: 'Kind' } }),
  at: geometry({ ...t('at'), types: ['Point'], crs: 'EPSG:2154' }),
})
const Square = table('square', {
  id: text({ ...t('id'), role: 'id' }),
  use: text(t('use')),
  outline: geometry({ ...t('outline'), types: ['Polygon'], crs: 'EPSG:2154' }),
})

/** Lower left corner of the place where all is, in Lambert-93, near Rennes; its side in metres. */
export const CORNER = [352_000, 6_789_000] as const
export const SIDE = 1000
export const TREES = 400

const trees = given(
  { name: 'trees', rows: Tree, publish: { access: 'open', theme: 'environment' } },
  async function* () {
    yield Array.from({ length: TREES }, (_, i) => {
      const [x, y] = [CORNER[0] + 25 + (i % 20) * 50, CORNER[1] + 25 + Math.floor(i / 20) * 50]
      return {
        id: i,
        easting: x,
        height: i === 0 ? null : 2 + (i % 100) / 4,
        kind: `kind ${i % 3}`,
        at: { type: 'Point' as const, coordinates: [x, y] },
      }
    })
  },
)

/** Two by two squares: `field` in the south, `wood` and `pond` in the north. */
const squares = given(
  { name: 'squares', rows: Square, publish: { access: 'open', theme: 'environment' } },
  async function* () {
    yield ['field', 'field', 'wood', 'pond'].map((use, i) => {
      const half = SIDE / 2
      const [x, y] = [CORNER[0] + (i % 2) * half, CORNER[1] + Math.floor(i / 2) * half]
      const ring = [
        [x, y],
        [x + half, y],
        [x + half, y + half],
        [x, y + half],
        [x, y],
      ]
      return { id: `s${i}`, use, outline: { type: 'Polygon' as const, coordinates: [ring] } }
    })
  },
)

export const WOOD = '#117733'

/** A house of trees and squares, and its API. */
export async function openWoods() {
  const territory = {
    ...place([trees, squares]),
    styles: [
      drawn(squares as AssetRef<typeof Square>, {
        title: { fr: 'Occupation', en: 'Cover' },
        column: 'use',
        categories: [
          { value: 'field', title: { fr: 'champ', en: 'field' }, colour: '#ddcc77' },
          { value: 'wood', title: { fr: 'bois', en: 'wood' }, colour: WOOD },
        ],
      }),
    ],
  }
  const house = await openTestHouse(territory)
  const { steps } = await house.run()
  const failed = steps.find((step) => step.state !== 'done')
  if (failed) throw new Error(JSON.stringify(failed.error ?? failed))
  const app = createApi({ chain: house.chain, version: '0.0.1' })
  return {
    house,
    app,
    async get<T>(path: string): Promise<{ status: number; body: T }> {
      const answer = await app.request(path)
      return { status: answer.status, body: (await answer.json()) as T }
    },
  }
}
export type Woods = Awaited<ReturnType<typeof openWoods>>
