import type { Page } from '../../../page.ts'
import { askTexts, wayTexts } from '../../../text/cool-routes.ts'
import { type Spoken, speak } from '../../../text/speak.ts'
import type { Moment, Way } from './answers.ts'
import { gpxAddress, type Told } from './ask.ts'
import { lengthSaid, minutesOf } from './said.ts'
import { type ShownWay, waysOf } from './shown.ts'
import { WayFacts } from './way-facts.tsx'

type Words = Spoken<typeof wayTexts>

interface WaysProps {
  readonly page: Page
  readonly told: Told
  readonly shown: readonly ShownWay[]
  readonly chosen: ShownWay
  readonly moment: Moment
}

/** The ways to choose from, then all that is known of the one chosen: the style shows it, without JavaScript. */
export function Ways({ page, told, shown, chosen, moment }: WaysProps) {
  const t = speak(wayTexts, page.language)
  const { answer } = told
  const isRound = answer?.mode === 'round'
  const all = answer?.mode === 'go' ? answer.route.ways : []
  const shortest = all.find(({ kind }) => kind === 'shortest')
  const isNight = moment.minute === null
  return (
    <>
      <h2 class="hidden" id="routes-ways">
        {isRound ? t.rounds : t.ways}
      </h2>
      <fieldset class="choices routes-ways">
        <legend class="hidden">{t.choose}</legend>
        {shown.map((one) => (
          <label>
            <input
              type="radio"
              name="way"
              form="routes-form"
              value={one.key}
              class={`pick-${one.key}`}
              checked={one === chosen}
            />
            <span class="routes-card">
              <strong>{titleOf(t, one, isRound)}</strong>
              <span class="routes-main">
                {speak(askTexts, page.language).minutes(minutesOf(one.way))} · {lengthSaid(page, one.way.metres)}
              </span>
              <span class="routes-card-more">
                {shadeSaid(page, t, one.way, isNight)}
                {shortest && one.way !== shortest && !isNight && (
                  <Against page={page} t={t} way={one.way} than={shortest} />
                )}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {answer?.mode === 'go' && shown.length === 1 && !isNight && (
        <p class="routes-same">{shown[0]!.way.shadeShare === null ? t.noCoolest : t.sameWay}</p>
      )}
      {shown.map((one) => (
        <section class={`routes-detail of-${one.key}`} aria-label={titleOf(t, one, isRound)}>
          <WayFacts page={page} way={one.way} profile={told.asked.profile} isNight={isNight} />
          <details class="routes-steps" open>
            <summary>{t.steps}</summary>
            <ol>
              {one.way.instructions.map(({ text, metres, sun }) => (
                <li>
                  {text[page.language]}
                  {metres > 0 && (
                    <span class="quiet">
                      {' '}
                      {lengthSaid(page, metres)}
                      {sun !== null && !isNight && `, ${t.inShade(page.format.percent(1 - sun))}`}
                    </span>
                  )}
                </li>
              ))}
            </ol>
          </details>
          {answer?.mode === 'go' && (
            <p>
              <a
                class="button second"
                href={gpxAddress(page, told.asked, told.from.end.at!, told.to.end.at!, fileOf(one))}
                download
              >
                {t.gpx}
              </a>
            </p>
          )}
        </section>
      ))}
    </>
  )
}

function titleOf(t: Words, { key, kinds, way }: ShownWay, isRound: boolean): string {
  if (isRound) return t.roundWay(key)
  const [isShortest, isCoolest] = [kinds.includes('shortest'), kinds.includes('coolest')]
  // Of streets whose shade nobody knows, none is the coolest.
  if (isShortest) return isCoolest && way.shadeShare !== null ? `${t.shortest} ${t.coolestToo}` : t.shortest
  return isCoolest ? t.coolest : t.balanced
}

/** The way of a file: the one its card names. */
const fileOf = ({ kinds }: ShownWay): Way['kind'] =>
  kinds.includes('shortest') ? 'shortest' : kinds.includes('coolest') ? 'coolest' : 'balanced'

/** How much longer, and how much less sun, than the shortest. */
function Against({ page, t, way, than }: { page: Page; t: Words; way: Way; than: Way }) {
  const later = Math.round(way.minutes) - Math.round(than.minutes)
  const saved = than.sunMetres > 0 ? 1 - way.sunMetres / than.sunMetres : 0
  const isKnown = way.shadeShare !== null && than.shadeShare !== null
  const said = [
    later > 0 ? t.more(`${later}`) : '',
    isKnown && saved >= 0.01 ? t.lessSun(page.format.percent(saved)) : '',
  ]
  const text = said.filter((part) => part !== '').join(', ')
  return text === '' ? null : <span class="quiet"> ({text})</span>
}

function shadeSaid({ format }: Page, t: Words, { shadeShare }: Way, isNight: boolean): string {
  if (isNight) return t.night
  return shadeShare === null ? t.shadeUnknown : t.inShade(format.percent(shadeShare))
}

/** In one sentence what a map shows, for who cannot see it. */
export function mapSaid(page: Page, { from, to, answer }: Told, place: string): string {
  const t = speak(wayTexts, page.language)
  if (!answer) return place
  if (answer.mode === 'reach') return `${t.reach}, ${from.end.text}`
  const isRound = answer.mode === 'round'
  const lines = waysOf(answer).map(
    (one) => `${titleOf(t, one, isRound)} : ${lengthSaid(page, one.way.metres)}, ${shadeSaid(page, t, one.way, false)}`,
  )
  return `${[from.end.text, isRound ? '' : to.end.text].filter(Boolean).join(' → ')}. ${lines.join('. ')}.`
}
