import type { Language } from '../../kernel/index.ts'
import { speak } from '../text/speak.ts'
import { stateTexts } from '../text/states.ts'

export type State = keyof typeof stateTexts

/** One mark a state: told apart by its form as well as its colour. 12 × 12, centred on 0,0. */
const marks: Readonly<Record<State, string>> = {
  fresh: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M-2.4 0.2L-0.7 2L2.6-1.8',
  done: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M-2.4 0.2L-0.7 2L2.6-1.8',
  stale: 'M0-5.2L5.4 4.6H-5.4ZM0-1.6V1.2M0 3V3.1',
  blocked: 'M0-5.2L5.4 4.6H-5.4ZM0-1.6V1.2M0 3V3.1',
  failed: 'M-4.6-4.6H4.6V4.6H-4.6ZM-2-2L2 2M2-2L-2 2',
  running: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M-1.4-2.4L2.4 0L-1.4 2.4Z',
  queued: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M0-2.8V0H2.2',
  waiting: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M0-2.8V0H2.2',
  never: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  skipped: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M-2.4 0H2.4',
  cancelled: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M-2.4 0H2.4',
  abandoned: 'M-4.6-4.6H4.6V4.6H-4.6ZM-2.2 0H2.2',
}

/** The mark alone, for use inside a drawing. */
export const StateMark = ({ state, x, y }: { state: State; x: number; y: number }) => (
  <path class={`mark mark-${state}`} d={marks[state]} transform={`translate(${x} ${y})`} />
)

/** The mark and its word. */
export function StateLabel({ state, language }: { state: State; language: Language }) {
  const t = speak(stateTexts, language)
  return (
    <span class={`state state-${state}`}>
      <svg viewBox="-6.5 -6.5 13 13" width="16" height="16" aria-hidden="true">
        <StateMark state={state} x={0} y={0} />
      </svg>
      {t[state]}
    </span>
  )
}
