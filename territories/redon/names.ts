import { bboxOf, type Geometry } from '../../src/kernel/index.ts'

/** Kinds of vegetation of BD TOPO v3 (`NATURE`) in the words of the heat pack. */
const vegetation: Readonly<Record<string, string>> = {
  Bois: 'wood',
  'Forêt fermée de feuillus': 'wood',
  'Forêt fermée de conifères': 'wood',
  'Forêt fermée mixte': 'wood',
  'Forêt ouverte': 'wood',
  Peupleraie: 'wood',
  Verger: 'orchard',
  Vigne: 'vineyard',
  Haie: 'hedge',
  'Lande ligneuse': 'shrub',
  'Lande herbacée': 'grass',
}

export const vegetationOf = (nature: string): string =>
  Object.hasOwn(vegetation, nature) ? vegetation[nature]! : nature

/** A name from where a shape is: its box to the decimetre. Empty without a geometry. */
export function placeName(geometry: Geometry | null): string {
  const box = geometry && bboxOf(geometry)
  return box ? box.map((metres) => Math.round(metres * 10)).join('_') : ''
}
