import { geometry, integer, number, projector, table, text } from '../src/kernel/index.ts'

// A million trees of a city and its surroundings: what features are measured on.

export const ROWS = 1_000_000
/** 20 km around Rennes, in degrees. */
const [WEST, SOUTH, WIDTH, HEIGHT] = [-1.8, 48.0, 0.27, 0.18]
const SPECIES = ['Platanus', 'Tilia', 'Quercus', 'Acer', 'Fraxinus', 'Ulmus']

const about = (name: string) => ({ title: { fr: name, en: name } })
export const Tree = table('tree', {
  id: integer({ ...about('id'), role: 'id' }),
  species: text(about('essence')),
  height: number({ ...about('hauteur'), unit: 'm' }),
  place: geometry({ ...about('lieu'), types: ['Point'], crs: 'EPSG:2154' }),
})

/** A fixed scatter, in degrees. */
export const spot = (i: number): [number, number] => [
  WEST + WIDTH * ((i * 0.618_033_988) % 1),
  SOUTH + HEIGHT * ((i * 0.754_877_666) % 1),
]

export const toMetres = projector('EPSG:4326', 'EPSG:2154')

/** The rows in batches. */
export function* trees() {
  for (let i = 0; i < ROWS; i += 4096)
    yield Array.from({ length: Math.min(4096, ROWS - i) }, (_, k) => ({
      id: i + k,
      species: SPECIES[(i + k) % SPECIES.length]!,
      height: (((i + k) * 7919) % 300) / 10,
      place: { type: 'Point' as const, coordinates: toMetres(spot(i + k)) },
    }))
}
