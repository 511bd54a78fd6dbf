import { check, type Source } from '../../../src/kernel/index.ts'
import { WaterLeak } from '../shapes.ts'
import { synthetic } from '../synthetic.ts'
import { DAYS, FIRST_DAY, instantOf, LAST_DAY } from '../town/clock.ts'
import { along } from '../town/polygon.ts'
import { bell, between, dice, poisson } from '../town/random.ts'
import type { Town } from '../town/town.ts'

/** Who answers for the water network. */
export const WATER_BOARD = 'syndicat-des-eaux-de-valmorne'

/** Leaks found a kilometre of pipe and a year: many, so that a small town has some to show. Invented. */
const LEAKS_A_KM_YEAR = 8
/** Inner diameters of street mains, mm. Invented. */
const DIAMETERS = [60, 80, 100, 150, 200] as const
const MATERIALS = ['cast-iron', 'ductile-iron', 'pvc', 'pe'] as const
const pick = <T>(of: readonly T[], draw: number): T => of[Math.min(of.length - 1, Math.floor(draw * of.length))]!

/** Leaks of the water network, which nobody gives to all: where a town drinks from is not for everybody. */
export const leakSource = (town: Town): Source<typeof WaterLeak> =>
  synthetic(town, {
    name: 'water_leaks',
    title: { fr: 'Fuites du réseau d’eau de Valmorne', en: 'Leaks of the water network of Valmorne' },
    description: {
      fr: 'Fuites trouvées et réparées, du 14 avril au 13 juillet 2025, avec la conduite et le débit perdu.',
      en: 'Leaks found and repaired, 14 April to 13 July 2025, with the pipe and the flow lost.',
    },
    rows: WaterLeak,
    code: import.meta.url,
    dated: `${FIRST_DAY}/${LAST_DAY}`,
    checks: [check.notEmpty(), check.unique(['id']), check.between('flow', 0, 100), check.insideTerritory()],
    publish: {
      access: 'restricted',
      theme: 'environment',
      owner: WATER_BOARD,
      keywords: [
        { fr: 'eau potable', en: 'drinking water' },
        { fr: 'fuite', en: 'leak' },
      ],
      limits: {
        fr: 'La position est celle de la conduite la plus proche du point creusé.',
        en: 'The position is that of the pipe nearest to the point dug.',
      },
    },
    *make() {
      const roll = dice(town.seed, 'water leaks')
      for (const [i, { id, length, ends }] of town.streets.entries()) {
        const found = poisson(roll, (length / 1000) * LEAKS_A_KM_YEAR * (DAYS / 365), i)
        for (let n = 1; n <= found; n++) {
          const hour = Math.floor(roll(i, n, 1) * DAYS * 24)
          const days = Math.ceil(between(roll(i, n, 2), 0.2, 12))
          const isRepaired = hour + days * 24 < DAYS * 24
          yield {
            id: `${id}-${n}`,
            found: instantOf(hour),
            repaired: isRepaired ? instantOf(hour + days * 24) : null,
            material: pick(MATERIALS, roll(i, n, 3)),
            diameter: pick(DIAMETERS, roll(i, n, 4)),
            flow: Math.round(Math.max(0.1, 2.4 + bell(roll, i, n, 5)) * 10) / 10,
            location: town.site.point(along(...ends, roll(i, n, 6))),
          }
        }
      }
    },
  })
