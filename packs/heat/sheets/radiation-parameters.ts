import { body, type SurfaceKind, surfaceKinds, wallKind } from '../../../src/models/radiation/index.ts'
import type { SheetParameter } from './sheet.ts'

const LINDBERG = 'Lindberg, Onomura, Grimmond, Int. J. Biometeorol. 60, table 1'
const HOUSE = 'City Orchestra, conduction of heat into the material on a heat-wave day'
const VDI = 'VDI 3787 part 2; Höppe, Wetter und Leben 44 (1992)'

/** Every number of the radiation model, read from the model itself. */
export const radiationParameters: readonly SheetParameter[] = [
  {
    title: {
      fr: 'Part du rayonnement solaire absorbée par une personne',
      en: 'Share of solar radiation a person absorbs',
    },
    value: body.absorbs,
    unit: '1',
    source: VDI,
    date: '2008',
  },
  {
    title: { fr: 'Émissivité d’une personne', en: 'Emissivity of a person' },
    value: body.emits,
    unit: '1',
    source: VDI,
    date: '2008',
  },
  {
    title: { fr: 'Poids du haut, et du bas', en: 'Weight of above, and of below' },
    value: body.upward,
    unit: '1',
    source: VDI,
    date: '2008',
  },
  {
    title: { fr: 'Poids de chacun des quatre côtés', en: 'Weight of each of the four sides' },
    value: body.sideward,
    unit: '1',
    source: VDI,
    date: '2008',
  },
  ...[...Object.values(surfaceKinds), wallKind].flatMap(ofSurface),
]

function ofSurface({ title, albedo, emissivity, warming, warmest, keeps }: SurfaceKind): SheetParameter[] {
  const named = (fr: string, en: string) => ({ fr: `${title.fr} : ${fr}`, en: `${title.en}: ${en}` })
  const measured = { source: LINDBERG, date: '2016' }
  const computed = { source: HOUSE, date: '2026-11' }
  return [
    { title: named('albédo', 'albedo'), value: albedo, unit: '1', ...measured },
    { title: named('émissivité', 'emissivity'), value: emissivity, unit: '1', ...measured },
    {
      title: named('échauffement par degré de soleil', 'warming by degree of sun'),
      value: warming[0],
      unit: 'K/deg',
      ...measured,
    },
    {
      title: named('échauffement, soleil à l’horizon', 'warming, sun on the horizon'),
      value: warming[1],
      unit: 'K',
      ...measured,
    },
    { title: named('heure solaire la plus chaude', 'warmest solar hour'), value: warmest, unit: 'h', ...measured },
    {
      title: named('part gardée au coucher du soleil', 'share kept at sunset'),
      value: keeps[0],
      unit: '1',
      ...computed,
    },
    { title: named('durée de refroidissement', 'time of cooling'), value: keeps[1], unit: 'h', ...computed },
  ]
}
