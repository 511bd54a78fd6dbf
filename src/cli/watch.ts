import { setTimeout as sleep } from 'node:timers/promises'
import type { Language, Node } from '../kernel/index.ts'
import { addFootprints, type Chain, type Footprint, type Run, readRun, readSteps } from '../pipeline/index.ts'
import { columns, formats } from './format.ts'
import { type AssetSteps, byAsset, ENDED } from './pieces.ts'
import { words } from './words.ts'

const LOOK_EVERY_MS = 300

/** Prints the steps of a run as they end, whichever process does them, until the run is over or `signal` says stop. */
export async function watchRun(chain: Chain, run: number, language: Language, signal: AbortSignal): Promise<Run> {
  const told = new Set<string>()
  const retries = new Map<number, number>()
  const live = process.stderr.isTTY ? liveLine() : undefined
  for (;;) {
    const steps = await readSteps(chain, run)
    const state = await readRun(chain, run)
    for (const step of steps) {
      if (step.state === 'queued' && step.error && retries.get(step.id) !== step.attempt) {
        retries.set(step.id, step.attempt)
        live?.clear()
        console.error(`↻ ${step.asset.padEnd(34)} ${words.tryAgain[language]} : ${step.error.say[language]}`)
      }
    }
    const assets = byAsset(steps)
    for (const one of assets) {
      if (told.has(one.asset) || !ENDED.has(one.state)) continue
      told.add(one.asset)
      live?.clear()
      console.error(stepLine(chain, one, language))
    }
    live?.show(liveText(assets, language))
    if (state.state !== 'running' || signal.aborted) {
      live?.clear()
      return state
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
}

function stepLine({ graph }: Chain, step: AssetSteps, language: Language): string {
  const f = formats(language)
  const mark = { done: '✓', skipped: '·', failed: '✗', blocked: '✗', cancelled: '✗' }[step.state as 'done'] ?? ' '
  const rows = !step.account
    ? words[step.state][language]
    : isFile(graph.byName.get(step.asset))
      ? `${f.count(step.made)} ${words.oneFile[language]}`
      : `${f.count(step.account.published)} ${words.rows[language]}`
  const seconds = step.footprint ? f.seconds(step.footprint.wall_s) : ''
  const line = `${mark} ${step.asset.padEnd(34)} ${rows.padStart(18)}  ${seconds.padStart(8)}`
  if (!step.error || step.state === 'done') return line
  const { say, place, remedy } = step.error
  return [
    line,
    `    ${say[language]}${place ? ` (${place})` : ''}`,
    ...(remedy ? [`    → ${remedy[language]}`] : []),
  ].join('\n')
}

function liveText(assets: readonly AssetSteps[], language: Language): string {
  const f = formats(language)
  const ended = assets.filter(({ state }) => ENDED.has(state)).length
  const now = assets
    .filter(({ state, ended, pieces }) => state === 'running' || (state === 'queued' && ended > 0 && ended < pieces))
    .map(({ asset, progress, ended, pieces }) => {
      if (pieces > 1) return `${asset} ${f.count(ended)}/${f.count(pieces)}`
      return `${asset}${progress ? ` ${f.count(progress.done)}` : ''}`
    })
  return `  ${ended}/${assets.length}  ${now.join(', ')}`
}

function liveLine() {
  const clear = () => process.stderr.write('\r\u001b[K')
  return {
    clear,
    show: (text: string) => process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`),
  }
}

/** The table at the end of a run: where every row went, what it cost, and what was not done again. */
export async function summary(chain: Chain, run: Run, language: Language): Promise<string> {
  const f = formats(language)
  const w = (word: keyof typeof words) => words[word][language]
  const steps = byAsset(await readSteps(chain, run.id))
  const saved = await costOf(chain, [
    ...run.unchanged,
    ...steps.filter((s) => s.state === 'skipped').map((s) => s.asset),
  ])
  const lines: string[] = []
  if (steps.length) {
    const rows = steps.map((s) => {
      const a = s.account
      const counts = a
        ? [
            f.count(a.read),
            f.count(a.published),
            isCounted(chain, s.asset) ? f.count(a.merged) : '',
            f.count(a.quarantined),
          ]
        : ['', '', '', '']
      return [s.asset, w(s.state), ...counts, s.footprint ? f.seconds(s.footprint.wall_s) : '']
    })
    const head = [
      w('asset'),
      w('state'),
      ...(['read', 'published', 'merged', 'quarantined', 'time'] as const).map((k) => `${w(k)}>`),
    ]
    lines.push('', columns(head, rows), '')
    const spent = addFootprints(steps.map((s) => s.footprint))
    lines.push(`${w('cost')} : ${inWords(spent, language)}`)
  }
  const kept = run.unchanged.length + steps.filter((s) => s.state === 'skipped').length
  if (steps.every((s) => s.state === 'skipped')) lines.push(w('nothingToDo'))
  if (kept) lines.push(`${f.count(kept)} ${w('unchangedAssets')} (${w('saved')} : ${inWords(saved, language)}).`)
  const wall = run.finished ? (run.finished.getTime() - run.started.getTime()) / 1000 : 0
  lines.push(`${w(run.state === 'failed' ? 'runFailed' : 'runDone')} (${f.seconds(wall)}).`)
  return lines.join('\n')
}

/** Rasters and files have no rows to count. */
export const isFile = (node: Node | undefined) => node?.kind === 'raster' || node?.kind === 'file'

/** Whether each row read is known to be published, merged or set aside: a join or an estimate makes no such promise. */
function isCounted({ graph }: Chain, asset: string): boolean {
  const node = graph.byName.get(asset)
  return node?.source !== undefined || (node?.checks.some((check) => check.rule.rule === 'accounts-for') ?? false)
}

function inWords(cost: Footprint, language: Language): string {
  const f = formats(language)
  return `${f.seconds(cost.cpu_s)} ${words.cpu[language]}, ${f.number(cost.energy_wh * 1000)} mWh, ${f.number(cost.co2e_g * 1000)} mgCO₂e`
}

/** What making the current versions of these assets cost the last time. */
async function costOf(chain: Chain, assets: readonly string[]): Promise<Footprint> {
  const rows = await chain.store.query<{ footprint: Footprint | null }>(
    `select m.footprint from current_version c join materialization m on m.id = c.materialization
     where c.territory = $1 and c.asset = any ($2)`,
    [chain.graph.territory.id, assets],
  )
  return addFootprints(rows.map((row) => row.footprint))
}
