import { type HarvestRun, harvest } from '../../catalogue/index.ts'
import { type Harvest, OrchestraError } from '../../kernel/index.ts'
import type { Call } from '../args.ts'
import { formats } from '../format.ts'
import { harvestingOf } from '../harvests.ts'
import { openHouse } from '../open.ts'
import { usage } from '../usage.ts'

const outcomes = {
  created: { fr: 'nouvelles', en: 'new' },
  changed: { fr: 'changées', en: 'changed' },
  unchanged: { fr: 'inchangées', en: 'unchanged' },
  archived: { fr: 'archivées', en: 'archived' },
  repaired: { fr: 'corrigées', en: 'mended' },
  refused: { fr: 'refusées', en: 'refused' },
} as const

/** `orchestra harvest [SOURCE…]`: harvests the catalogues of the territory, or those that are named. 1 when one failed or was stopped. */
export async function harvestSources({ names, options }: Call, signal: AbortSignal): Promise<number> {
  if (options.offline)
    throw usage({
      fr: 'Une moisson va sur le réseau : ôtez --offline.',
      en: 'A harvest goes to the network: leave out --offline.',
    })
  const house = await openHouse(options, () => {})
  try {
    const sources = wanted(house.chain.graph.territory.harvests ?? [], names)
    const runs: HarvestRun[] = []
    for (const source of sources) {
      const run = await harvest(harvestingOf(house, signal), source, options.harvest)
      runs.push(run)
      if (!options.json) console.log(inWords(run, options.language, formats(options.language)))
    }
    if (options.json) console.log(JSON.stringify(runs))
    return runs.every(({ state }) => state === 'done') ? 0 : 1
  } finally {
    await house.close()
  }
}

function wanted(declared: readonly Harvest[], names: readonly string[]): Harvest[] {
  const known = declared.map(({ id }) => id)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined && declared.length > 0)
    return declared.filter(({ id }) => names.length === 0 || names.includes(id))
  throw new OrchestraError({
    code: 'usage.unknown-harvest',
    say:
      unknown === undefined
        ? { fr: 'Ce territoire ne moissonne aucun catalogue.', en: 'This territory harvests no catalogue.' }
        : { fr: `Aucune moisson ne s’appelle « ${unknown} ».`, en: `No harvest is called '${unknown}'.` },
    remedy:
      known.length > 0
        ? { fr: `Celles du territoire : ${known.join(', ')}.`, en: `Those of the territory: ${known.join(', ')}.` }
        : {
            fr: 'Déclarez-en dans `harvests` du fichier du territoire.',
            en: 'Declare some in `harvests` of the file of the territory.',
          },
  })
}

function inWords(run: HarvestRun, language: 'fr' | 'en', { count }: ReturnType<typeof formats>): string {
  const mark = run.state === 'done' ? '✓' : '✗'
  const counts = Object.entries(outcomes).map(
    ([name, word]) => `${count(run.counts[name as keyof typeof outcomes])} ${word[language]}`,
  )
  const lines = [`${mark} ${run.source} (${run.id}): ${counts.join(', ')}`]
  for (const { say } of run.notes) lines.push(`  ! ${say[language]}`)
  if (run.error) lines.push(`  ${run.error.say[language]}`)
  if (run.error?.remedy) lines.push(`  → ${run.error.remedy[language]}`)
  return lines.join('\n')
}
