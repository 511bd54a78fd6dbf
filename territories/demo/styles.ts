import { type AssetRef, type Bilingual, type Colour, drawn, type StyleBinding } from '../../src/kernel/index.ts'
import type { Building, LandCover, ReliefPoint, Street } from './shapes.ts'

const category = (value: string, fr: string, en: string, colour: Colour): Category => ({
  value,
  title: { fr, en },
  colour,
})
interface Category {
  readonly value: string
  readonly title: Bilingual
  readonly colour: Colour
}

// Colours that recall what they stand for, each of a lightness of its own among its neighbours: told apart in shades of grey, and so
// without red-green vision.

interface Drawn {
  readonly buildings: AssetRef<typeof Building>
  readonly streets: AssetRef<typeof Street>
  readonly landCover: AssetRef<typeof LandCover>
  readonly relief: AssetRef<typeof ReliefPoint>
}

/** How the maps of the town are drawn where its data does not say it best. */
export const styles = ({ buildings, streets, landCover, relief }: Drawn): readonly StyleBinding[] => [
  drawn(buildings, {
    title: { fr: 'Usage des bâtiments', en: 'Use of the buildings' },
    column: 'use',
    categories: [
      category('dwelling', 'logement', 'dwelling', '#88735c'),
      category('shop-and-dwelling', 'commerce et logement', 'shop and dwelling', '#c4501b'),
      category('activity', 'activité', 'activity', '#5b6f9e'),
      category('worship', 'culte', 'worship', '#2b1c3d'),
    ],
  }),
  drawn(streets, {
    title: { fr: 'Classe de voie', en: 'Class of street' },
    column: 'class',
    categories: [
      category('boulevard', 'boulevard', 'boulevard', '#7a1f1f'),
      category('avenue', 'avenue', 'avenue', '#b3502a'),
      category('road', 'route', 'road', '#c98a1b'),
      category('quay', 'quai', 'quay', '#2f7f9e'),
      category('street', 'rue', 'street', '#5d6670'),
      category('lane', 'ruelle', 'lane', '#9aa3ab'),
      category('path', 'chemin', 'path', '#4c7a45'),
    ],
  }),
  drawn(landCover, {
    title: { fr: 'Occupation du sol', en: 'Land cover' },
    column: 'use',
    categories: [
      category('old-town', 'centre ancien', 'old town', '#8a4b3a'),
      category('terraces', 'faubourg', 'terraces', '#b5765d'),
      category('houses', 'pavillons', 'houses', '#d9b08c'),
      category('estate', 'grand ensemble', 'estate', '#6d5a73'),
      category('activity', 'activités', 'activity', '#8f93a8'),
      category('square', 'place', 'square', '#efe3d0'),
      category('park', 'parc', 'park', '#8fbf7a'),
      category('wood', 'bois', 'wood', '#2f6b3c'),
      category('meadow', 'prairie', 'meadow', '#c5d68d'),
      category('field', 'culture', 'field', '#ecd88a'),
      category('water', 'eau', 'water', '#4f8fc0'),
    ],
  }),
  drawn(relief, { column: 'elevation', method: 'jenks', classes: 7 }),
]
