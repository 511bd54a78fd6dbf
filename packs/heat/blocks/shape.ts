import { geometry, number, table, text } from '../../../src/kernel/index.ts'

export const blockId = text({
  title: { fr: 'Îlot', en: 'Block' },
  description: {
    fr: 'Mètres à l’est et au nord d’un point de l’îlot : il garde ce nom tant que sa forme ne change pas.',
    en: 'Metres east and north of a position in the block: it keeps this name as long as its form does not change.',
  },
  role: 'id',
})
export const blockKind = text({
  title: { fr: 'Nature', en: 'Kind' },
  description: {
    fr: 'land (terrain), water (eau), vegetation (massif de végétation).',
    en: 'land, water, vegetation (a large patch).',
  },
})
export const blockArea = number({ title: { fr: 'Surface', en: 'Area' }, unit: 'm2' })
export const blockOutline = geometry({ title: { fr: 'Contour', en: 'Outline' }, types: ['Polygon'] })

/** An urban morphological block: a cell between streets, railways, water and large patches of vegetation. */
export const MorphologicalBlock = table('morphological_block', {
  id: blockId,
  kind: blockKind,
  area: blockArea,
  perimeter: number({ title: { fr: 'Périmètre', en: 'Perimeter' }, unit: 'm' }),
  outline: blockOutline,
})
