import {
  addFootprints,
  type Footprint,
  GRID_G_PER_KWH,
  POWER_USAGE_EFFECTIVENESS,
  WATTS_PER_CORE,
  WH_PER_BYTE_FETCHED,
} from '../../pipeline/index.ts'
import type { Deps } from '../deps.ts'
import { route } from '../http/route.ts'
import { sumOf, totalFootprint } from '../read/footprints.ts'
import { avoidedBy, countRuns, lastCosts, readRuns } from '../read/runs.ts'
import { FootprintReport } from './shapes.ts'

const RUNS_SHOWN = 50
const DAYS_SHOWN = 400

/** What the chain cost and spared. */
export const footprintRoute = route({
  path: '/api/footprint',
  tag: 'runs',
  summary: {
    fr: 'Empreinte de la chaîne : par actif, exécution et jour',
    en: 'Footprint of the chain: by asset, run and day',
  },
  answer: FootprintReport,
  async handle(deps, c) {
    const { chain } = deps
    const [total, runs, recent, costs, byAsset, byDay] = await Promise.all([
      totalFootprint(chain),
      countRuns(chain),
      readRuns(chain, { limit: RUNS_SHOWN }),
      lastCosts(deps),
      assetFootprints(deps),
      dayFootprints(deps),
    ])
    const byRun = recent.map((run) => ({
      run: run.summary.id,
      started: run.summary.started,
      state: run.summary.state,
      footprint: run.summary.footprint,
      avoided: avoidedBy(run, costs),
    }))
    const avoided = addFootprints(byRun.map((run) => run.avoided))
    return c.json({ total, avoided, runs, byAsset, byRun, byDay, constants } satisfies FootprintReport)
  },
})

async function assetFootprints({ chain }: Deps): Promise<FootprintReport['byAsset']> {
  const { store, graph } = chain
  const rows = await store.query<{ asset: string; steps: number; footprint: Footprint }>(
    `select asset, count(*)::int as steps, ${sumOf('footprint')} as footprint from step
     where territory = $1 and footprint is not null group by asset`,
    [graph.territory.id],
  )
  const title = (asset: string) => graph.byName.get(asset)?.title ?? { fr: asset, en: asset }
  return rows
    .map((row) => ({ ...row, title: title(row.asset) }))
    .sort((a, b) => b.footprint.energy_wh - a.footprint.energy_wh || a.asset.localeCompare(b.asset))
}

async function dayFootprints({ chain }: Deps): Promise<FootprintReport['byDay']> {
  const { store, graph } = chain
  const rows = await store.query<FootprintReport['byDay'][number]>(
    `select to_char(r.started at time zone $2, 'YYYY-MM-DD') as day, count(distinct r.id)::int as runs,
       ${sumOf('s.footprint')} as footprint
     from run r left join step s on s.run = r.id where r.territory = $1
     group by 1 order by 1 desc limit ${DAYS_SHOWN}`,
    [graph.territory.id, graph.territory.timezone],
  )
  return rows.reverse()
}

/** The figures that turn what is measured into energy and carbon. */
const constants: FootprintReport['constants'] = [
  {
    name: 'watts_per_core',
    title: { fr: 'Puissance d’un cœur occupé', en: 'Power of one busy core' },
    value: WATTS_PER_CORE,
    unit: 'W',
    source: 'Cloud Carbon Footprint, methodology',
    date: '2021',
  },
  {
    name: 'power_usage_effectiveness',
    title: { fr: 'Ce que le bâtiment ajoute à la machine (PUE)', en: 'What the building adds to the machine (PUE)' },
    value: POWER_USAGE_EFFECTIVENESS,
    unit: '1',
    source: 'Uptime Institute, Global Data Center Survey',
    date: '2022',
  },
  {
    name: 'wh_per_byte_fetched',
    title: { fr: 'Énergie pour transporter un octet', en: 'Energy to move a byte' },
    value: WH_PER_BYTE_FETCHED,
    unit: 'W.h/By',
    source: 'Cloud Carbon Footprint, methodology, networking',
    date: '2021',
  },
  {
    name: 'grid_g_per_kwh',
    title: { fr: 'Carbone de l’électricité en France', en: 'Carbon of electricity in France' },
    value: GRID_G_PER_KWH,
    unit: 'g/kW.h',
    source: 'ADEME, Base Empreinte',
    date: '2022',
  },
]
