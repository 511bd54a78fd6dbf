import { StationTemperature } from '../../../packs/heat/shapes.ts'
import { check, type Source } from '../../../src/kernel/index.ts'
import { synthetic } from '../synthetic.ts'
import { dayNumber, instantOf, LAST_DAY } from '../town/clock.ts'
import { fateOf, rejectUnreadable } from '../town/faults.ts'
import { POSTS, postsOf, readingsOf, WATCHED_FROM } from '../town/network.ts'
import type { Town } from '../town/town.ts'

/** Post 5 is unplugged from the sixth day on; post 11 says for a week what it last read. */
const BROKEN = { post: 4, from: (dayNumber(WATCHED_FROM) + 5) * 24 } as const
const STUCK = { post: 10, from: (dayNumber(WATCHED_FROM) + 8) * 24, hours: 7 * 24, value: 19.4 } as const

/** The network of `posts` posts that watches the heat island of the town. */
export const networkSource = (
  town: Town,
  posts = Math.round(POSTS * Math.sqrt(town.size)),
): Source<typeof StationTemperature> =>
  synthetic(town, {
    name: 'heat_network',
    title: { fr: 'Réseau de suivi de l’îlot de chaleur de Valmorne', en: 'Heat-island network of Valmorne' },
    description: {
      fr: 'Température de l’air chaque heure, du 23 juin au 13 juillet 2025, en ville et dans la campagne autour.',
      en: 'Air temperature each hour, 23 June to 13 July 2025, in the town and in the country around it.',
    },
    rows: StationTemperature,
    code: import.meta.url,
    dated: `${WATCHED_FROM}/${LAST_DAY}`,
    // Records of metropolitan France: −41 °C (Mouthe, 1985) and 46 °C (Vérargues, 2019), Météo-France.
    checks: [
      check.notEmpty(),
      check.unique(['station', 'at']),
      check.between('temperature', -41, 46, { severity: 'quarantine' }),
      check.insideTerritory(),
    ],
    publish: { access: 'open', theme: 'environment' },
    *make(run) {
      const network = postsOf(town, posts)
      const locations = network.map(({ at }) => town.site.point(at))
      const fate = fateOf(town.seed, 'sensors')
      let n = 0
      for (const { post, hour, temperature } of readingsOf(town, network)) {
        const i = n++ % network.length
        const what = fate(n, 40)
        const at = instantOf(hour)
        if (i === BROKEN.post && hour >= BROKEN.from) continue
        if (what === 'unreadable') {
          rejectUnreadable(run, `network:${n}`, 'temperature', { station: post.id, at: at.toISOString(), temperature })
          continue
        }
        const isStuck = i === STUCK.post && hour >= STUCK.from && hour < STUCK.from + STUCK.hours
        // What a DS18B20 probe says when just powered on.
        const said = what === 'missing' ? null : what === 'absurd' ? 85 : isStuck ? STUCK.value : temperature
        yield { station: post.id, at, temperature: said, location: locations[i]! }
      }
    },
  })
