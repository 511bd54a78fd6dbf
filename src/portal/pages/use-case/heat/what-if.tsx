import * as Plot from '@observablehq/plot'
import type { DatasetSummary } from '../../../../api/json/shapes.ts'
import { ApiProblem } from '../../../ask.ts'
import { Chart } from '../../../charts/chart.tsx'
import { bandOfHour } from '../../../map/hours-figure.tsx'
import { type Page, pick } from '../../../page.ts'
import { type Fact, FactList } from '../../../parts/facts.tsx'
import { DataTable } from '../../../parts/table.tsx'
import { heatTexts } from '../../../text/heat.ts'
import { mapTexts } from '../../../text/map.ts'
import { speak } from '../../../text/speak.ts'
import { askWhatIf, canAskWhatIf, readWhatIf, usualTree, type WhatIf, type WhatIfAnswer } from './ask-what-if.ts'
import { colourOfDifference, DifferencePicture, differenceColours, WARMER } from './difference.tsx'

interface WhatIfProps {
  readonly page: Page
  readonly datasets: readonly DatasetSummary[]
  readonly lines: string | null
}

/** Planting trees and hanging shade, and what it changes: a form for all, a map to plant on where the browser can. */
export async function WhatIfSection({ page, datasets, lines }: WhatIfProps) {
  if (!(await canAskWhatIf(page))) return null
  const t = speak(heatTexts, page.language)
  let asked: WhatIf | undefined
  let answer: WhatIfAnswer | undefined
  let problem: ApiProblem | undefined
  try {
    asked = readWhatIf(page.url.searchParams)
    answer = asked && (await page.remember(`what-if ${page.url.search}`, () => askWhatIf(page, asked!)))
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status >= 500) throw error
    problem = error
  }
  const { height, crown, hour } = asked ?? usualTree
  const felt = datasets.find(({ id, allowed, version }) => id === 'utci' && allowed && version > 0)
  return (
    <section class="what-if">
      <h2 id="what-if">{t.whatIf}</h2>
      <p>{t.whatIfLead}</p>
      <div
        data-plant={JSON.stringify(
          settingsOf(page, { lines, ground: felt ? { id: felt.id, band: bandOfHour(hour) } : null }, asked, answer),
        )}
      >
        <form method="get" action="#what-if">
          <label>
            {t.trees}
            <textarea name="trees" rows={2} placeholder="-2.08431,47.65123;-2.08420,47.65119">
              {page.url.searchParams.get('trees') ?? ''}
            </textarea>
          </label>
          <label>
            {t.awnings}
            <textarea name="awnings" rows={2}>
              {page.url.searchParams.get('awnings') ?? ''}
            </textarea>
          </label>
          <div class="what-if-numbers">
            <label>
              {t.height}
              <input type="number" name="height" min="2" max="40" step="0.5" value={height} />
            </label>
            <label>
              {t.crown}
              <input type="number" name="crown" min="1" max="30" step="0.5" value={crown} />
            </label>
            <label>
              {t.hour}
              <input type="number" name="hour" min="0" max="23" step="1" value={hour} />
            </label>
            <button type="submit">{t.compute}</button>
          </div>
        </form>
        <figure class="map plant-map" hidden>
          <div class="map-frame" />
          <p class="map-status quiet" role="status" />
        </figure>
      </div>
      {problem && (
        <p class="warning" role="alert">
          {pick(page, problem.say)} {problem.remedy && pick(page, problem.remedy)}
        </p>
      )}
      {answer && <Answer page={page} answer={answer} />}
    </section>
  )
}

interface Ground {
  readonly lines: string | null
  /** The band of a raster to see where there is no shade yet. */
  readonly ground: { readonly id: string; readonly band: string } | null
}

function settingsOf(page: Page, drawn: Ground, asked: WhatIf | undefined, answer: WhatIfAnswer | undefined) {
  const t = speak(heatTexts, page.language)
  const map = speak(mapTexts, page.language)
  const { close, zoomIn, zoomOut } = map
  return {
    bounds: answer?.grid.extent ?? page.territory.bounds,
    ...drawn,
    script: page.file('maplibre/maplibre-gl.mjs'),
    worker: page.file('maplibre/maplibre-gl-worker.mjs'),
    words: {
      ...{ label: `${t.whatIf} — ${map.label}`, close, zoomIn, zoomOut },
      ...{ plant: t.plant, shade: t.shade, undo: t.undo, clear: t.clear, count: t.counted, how: t.how },
    },
    trees: asked?.trees ?? [],
    awnings: asked?.awnings ?? [],
    result: answer && {
      ...{ width: answer.grid.width, height: answer.grid.height, bbox: answer.grid.extent },
      colours: answer.grid.before.map((before, i) => colourOfDifference(before, answer.grid.after[i] ?? null)),
    },
  }
}

function Answer({ page, answer }: { page: Page; answer: WhatIfAnswer }) {
  const t = speak(heatTexts, page.language)
  const { number } = page.format
  const { summary, hours, grid } = answer
  const degrees = (value: number) => `${number(value, 1)} °C`
  const area = (value: number) => `${number(value, 0)} m²`
  const signed = (value: number) => `${value > 0 ? '+' : ''}${degrees(value)}`
  const leftOut: Fact = [t.leftOut, number(summary.left_out)]
  const facts: Fact[] = [
    [t.planted, number(summary.planted)],
    ...(summary.left_out > 0 ? [leftOut] : []),
    [t.changeThere(String(summary.hour)), signed(summary.change)],
    [t.beforeAfter, `${degrees(summary.before)} → ${degrees(summary.after)}`],
    [t.greatest, signed(-summary.greatest)],
    [t.coolerArea, area(summary.cooler)],
  ]
  if (summary.touched === 0)
    return (
      <div class="warning" role="status">
        <p>{t.nothingChanges(String(summary.hour))}</p>
        {summary.left_out > 0 && <FactList facts={[leftOut]} />}
      </div>
    )
  const widest = hours.reduce((a, b) => (Math.abs(b.before - b.after) > Math.abs(a.before - a.after) ? b : a))
  const lines = hours.flatMap(({ hour, before, after }) => [
    { hour, value: before, which: t.before },
    { hour, value: after, which: t.after },
  ])
  return (
    <div class="what-if-answer">
      <FactList facts={facts} />
      <div class="split">
        <figure>
          <figcaption>{t.difference(String(summary.hour))}</figcaption>
          <DifferencePicture grid={grid} alt={t.differenceAlt(degrees(summary.greatest), area(summary.cooler))} />
          <ul class="map-legend" aria-label={t.legend}>
            {[...differenceColours].map(({ below, colour }) => (
              <li>
                <svg width="22" height="14" aria-hidden="true">
                  <rect width="22" height="14" fill={colour} />
                </svg>
                {t.lower(degrees(-below))}
              </li>
            ))}
            <li>
              <svg width="22" height="14" aria-hidden="true">
                <rect width="22" height="14" fill={WARMER} />
              </svg>
              {t.warmer}
            </li>
          </ul>
        </figure>
        <Chart
          page={page}
          title={t.dayChart}
          description={t.dayAlt(degrees(summary.before), degrees(summary.after), String(summary.hour))}
          drawing={(width) => ({
            ...{ width, height: 240, marginLeft: 44 },
            x: { label: null, tickFormat: (h: number) => `${h} h`, ticks: width > 500 ? 8 : 4 },
            y: { grid: true, label: '°C', nice: true },
            color: { domain: [t.before, t.after], range: ['var(--series-2)', 'var(--series-1)'], legend: false },
            marks: [
              Plot.lineY(lines, { x: 'hour', y: 'value', stroke: 'which', strokeWidth: 2 }),
              // Each is named where they are farthest apart.
              Plot.text([{ ...widest, name: t.before }], {
                x: 'hour',
                y: 'before',
                text: 'name',
                dy: -10,
                fill: 'var(--ink)',
              }),
              Plot.text([{ ...widest, name: t.after }], {
                x: 'hour',
                y: 'after',
                text: 'name',
                dy: 12,
                fill: 'var(--ink)',
              }),
            ],
          })}
          table={
            <DataTable
              caption={t.dayChart}
              hideCaption
              headings={[{ title: t.hour }, { title: t.before, numeric: true }, { title: t.after, numeric: true }]}
              rows={hours.map(({ hour, before, after }) => [t.clock(String(hour)), degrees(before), degrees(after)])}
            />
          }
        />
      </div>
      <p class="quiet">{t.whatIfLimits}</p>
    </div>
  )
}
