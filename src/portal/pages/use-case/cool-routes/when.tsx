import * as Plot from '@observablehq/plot'
import { Chart } from '../../../charts/chart.tsx'
import { type Page, withQuery } from '../../../page.ts'
import { DataTable } from '../../../parts/table.tsx'
import { wayTexts } from '../../../text/cool-routes.ts'
import { speak } from '../../../text/speak.ts'
import type { WhenToLeave } from './answers.ts'
import { clockSaid } from './form.tsx'

/** The hours of a day to leave at: how much of the way is in the sun, the best one marked. */
export function When({ page, when: { best, hours } }: { readonly page: Page; readonly when: WhenToLeave }) {
  const t = speak(wayTexts, page.language)
  const { percent, number } = page.format
  const clock = (at: string) => clockSaid(page, at.slice(11, 16))
  const known = hours.flatMap(({ at, shadeShare }) => (shadeShare === null ? [] : [{ at, sun: 1 - shadeShare }]))
  const sunniest = known.reduce<(typeof known)[number] | undefined>((a, b) => (a && a.sun >= b.sun ? a : b), undefined)
  const said = best === null ? t.allAlike : t.best(clock(best))
  return (
    <section class="routes-leave">
      <h2>{t.when}</h2>
      <p>
        {said} {best !== null && <a href={leaveAt(page, best)}>{t.leaveThen(clock(best))}</a>}
      </p>
      {sunniest && (
        <Chart
          page={page}
          title={t.whenChart}
          description={t.whenAlt(percent(sunniest.sun), clock(sunniest.at), best === null ? '' : clock(best))}
          drawing={(width) => ({
            ...{ width, height: 170, marginLeft: 44, marginBottom: 28 },
            x: {
              label: null,
              domain: known.map(({ at }) => at),
              tickFormat: (at: string) =>
                Number(at.slice(11, 13)) % (width > 500 ? 1 : 3) === 0 && at.endsWith(':00')
                  ? `${Number(at.slice(11, 13))}`
                  : '',
              tickSize: 0,
            },
            y: { domain: [0, 1], label: null, tickFormat: (share: number) => percent(share), ticks: 3, grid: true },
            marks: [
              Plot.barY(known, {
                x: 'at',
                y: 'sun',
                fill: ({ at }: { at: string }) => (at === best ? 'var(--series-1)' : 'var(--series-2)'),
              }),
              // The best one is told apart by a sign too.
              Plot.text(
                known.filter(({ at }) => at === best),
                { x: 'at', y: 'sun', text: () => '▼', dy: -8, fill: 'var(--ink)' },
              ),
              Plot.ruleY([0]),
            ],
          })}
          table={
            <DataTable
              caption={t.whenChart}
              hideCaption
              headings={[
                { title: t.whenHour },
                { title: t.whenShade, numeric: true },
                { title: t.time, numeric: true },
                { title: t.whenHeat, numeric: true },
              ]}
              rows={hours.map(({ at, shadeShare, minutes, utciDose }) => [
                <a href={leaveAt(page, at)}>{clock(at)}</a>,
                shadeShare === null ? '–' : percent(shadeShare),
                `${Math.round(minutes)} min`,
                utciDose === null ? '–' : number(utciDose, 0),
              ])}
            />
          }
        />
      )}
    </section>
  )
}

/** This page at another departure. */
const leaveAt = ({ url }: Page, at: string): string =>
  `${withQuery(url, { day: at.slice(0, 10), hour: at.slice(11, 16) })}#routes-when`
