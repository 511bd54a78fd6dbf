import Type from 'typebox'
import { keptProcess, type Process, processInput } from '../../../src/kernel/index.ts'
import type { Kept } from './kept.ts'
import { FoundPlaces, type FoundPlacesAnswer } from './shapes.ts'

/** Places told, at most. */
const MOST = 10

/** Streets, stops and places by their names. */
export const findPlaceProcess = (kept: Kept): Process =>
  keptProcess({
    ...kept,
    id: 'find-place',
    title: { fr: 'Trouver un lieu', en: 'Find a place' },
    description: {
      fr: 'Rues, arrêts et lieux dont le nom contient les mots cherchés, et l’emprise du réseau piéton.',
      en: 'Streets, stops and places whose names hold the words looked for, and the extent of the walking network.',
    },
    code: import.meta.url,
    inputs: {
      q: processInput.preset(Type.String({ maxLength: 200 }), '', {
        title: { fr: 'Mots du nom, ou leurs débuts', en: 'Words of the name, or their beginnings' },
      }),
    },
    outputs: { places: { title: { fr: 'Les lieux', en: 'The places' }, schema: FoundPlaces } },
    answer({ q }, { places, extent }) {
      const found = places(q, MOST).map(({ at, ...place }) => ({ ...place, at: [...at] }))
      return { places: { places: found, extent: [...extent] } satisfies FoundPlacesAnswer }
    },
  })
