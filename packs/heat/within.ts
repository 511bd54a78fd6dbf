import { asset, type Bbox, check, geometry, ringOf, table, text } from '../../src/kernel/index.ts'
import type { Frame } from './frame.ts'
import { described, type Publishing, published } from './publish.ts'

const areaIn = (crs: string) =>
  table('heat_mapped_area', {
    id: text({ title: { fr: 'Numéro', en: 'Number' }, role: 'id' }),
    area: geometry({ title: { fr: 'Contour', en: 'Boundary' }, crs, types: ['Polygon'] }),
  })

/** The boxes that maps are made in, where a territory has what they need in a few places only. */
export function withinAsset(boxes: readonly Bbox[], { crs }: Frame, publishing: Publishing) {
  return asset({
    name: 'heat_mapped_areas',
    title: { fr: 'Secteurs cartographiés', en: 'Mapped areas' },
    description: described(
      publishing,
      'Les seuls endroits où les données permettent des cartes de chaleur : ailleurs, les hauteurs des bâtiments manquent.',
      'The only places where the data allows heat maps: elsewhere, heights of buildings are missing.',
    ),
    from: {},
    rows: areaIn(crs),
    code: import.meta.url,
    parameters: [],
    options: { boxes },
    checks: [check.notEmpty()],
    publish: published(publishing, {
      fr: 'Des rectangles autour des bâtiments connus : leurs bords ne veulent rien dire.',
      en: 'Rectangles around the known buildings: their edges mean nothing.',
    }),
    make: () =>
      boxes.map((box, i) => ({
        id: String(i + 1),
        area: { type: 'Polygon' as const, coordinates: [ringOf(box)] },
      })),
  })
}
