import type { ApiProblem } from '../../../ask.ts'
import { type Page, pick } from '../../../page.ts'
import { wayTexts } from '../../../text/cool-routes.ts'
import { type Spoken, speak } from '../../../text/speak.ts'
import type { AnsweredEnd, Moment } from './answers.ts'
import type { Told } from './ask.ts'
import { clockSaid } from './form.tsx'
import { Reach } from './reach.tsx'
import { chosenOf, waysOf } from './shown.ts'
import { Ways } from './ways.tsx'
import { When } from './when.tsx'

type Words = Spoken<typeof wayTexts>

/** What is answered, or why nothing is. */
export function RoutesAnswer({ page, told }: { readonly page: Page; readonly told: Told }) {
  const t = speak(wayTexts, page.language)
  const { asked, answer, problem } = told
  if (problem)
    return (
      <div class="note refusal" role="alert">
        <h2>{t.problem}</h2>
        <p>{problemSaid(page, t, problem)}</p>
      </div>
    )
  if (!answer) return <p class="routes-start">{asked.mode === 'go' ? t.start : t.startAround}</p>
  if (answer.mode === 'reach')
    return (
      <>
        <Notes page={page} t={t} answer={answer.reach} ends={[['from', answer.reach.from]]} />
        <Reach page={page} asked={asked} answer={answer.reach} />
      </>
    )
  const shown = waysOf(answer)
  const chosen = chosenOf(shown, asked)
  if (!chosen) return <p class="note">{t.problem}</p>
  const facts = answer.mode === 'go' ? answer.route : answer.round
  const ends: [string, AnsweredEnd][] = [['from', facts.from]]
  if (answer.mode === 'go') ends.push(['to', answer.route.to])
  return (
    <>
      <Ways page={page} told={told} shown={shown} chosen={chosen} moment={facts.moment} />
      <Notes page={page} t={t} answer={facts} ends={ends} known={chosen.way.knownShare} />
      {answer.mode === 'go' && answer.when && <When page={page} when={answer.when} />}
    </>
  )
}

/** A refusal in the words of who walks. */
function problemSaid(page: Page, t: Words, { place, say, remedy }: ApiProblem): string {
  if (place === 'inputs.from' || place === 'inputs.to')
    return `${place === 'inputs.from' ? t.noWayFrom : t.noWayTo} ${t.noWayHelp}`
  return `${pick(page, say)} ${remedy ? pick(page, remedy) : ''}`.trim()
}

interface NotesProps {
  readonly page: Page
  readonly t: Words
  readonly answer: { readonly moment: Moment; readonly notes: readonly { readonly fr: string; readonly en: string }[] }
  readonly ends: readonly (readonly [string, AnsweredEnd])[]
  /** Share of the way whose shade is known. */
  readonly known?: number
}

/** From there on, an end is said to be far from the way (m). */
const FAR_M = 40
/** Shares as near as that to none or all are none or all. */
const NEARLY = 0.02

/** What to know before trusting the answer: the day of its shade, what is unknown, ends that lie off the ways. */
function Notes({ page, t, answer: { moment, notes }, ends, known }: NotesProps) {
  const { date, percent, distance } = page.format
  const said: string[] = []
  if (moment.minute !== null && known !== undefined && known > NEARLY && known < 1 - NEARLY)
    said.push(t.partShade(percent(known)))
  for (const [which, { away }] of ends)
    if (away > FAR_M) said.push(t.farEnd(which === 'from' ? 'A' : 'B', distance(Math.round(away))))
  said.push(...notes.map((note) => pick(page, note)))
  return (
    <ul class="routes-notes quiet">
      <li>{t.departure(`${date(moment.at.slice(0, 10))}, ${clockSaid(page, moment.at.slice(11, 16))}`)}</li>
      {[...new Set(said)].map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  )
}
