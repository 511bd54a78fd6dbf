import { unknownName } from '../http/faults.ts'
import { part, route } from '../http/route.ts'
import { SheetList } from './shapes.ts'

/** What to know of the models of a pack before trusting them. */
export const sheetsRoute = route({
  path: '/api/packs/:id/sheets',
  tag: 'territory',
  summary: {
    fr: 'Les fiches de transparence des modèles d’un usage',
    en: 'The transparency sheets of the models of a use case',
  },
  answer: SheetList,
  problems: [404],
  handle({ chain }, c) {
    const id = part(c, 'id')
    const packs = chain.graph.territory.use.map(({ pack }) => pack)
    const pack = packs.find((one) => one.id === id)
    if (!pack)
      throw unknownName(
        'api.unknown-pack',
        id.slice(0, 60),
        'Aucun usage ne s’appelle',
        'No use case is called',
        packs.map((one) => one.id),
      )
    return c.json({ pack: pack.id, items: [...(pack.sheets ?? [])] } as unknown as SheetList)
  },
})
