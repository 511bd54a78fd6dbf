import type { Device } from '../../api/json/shapes.ts'
import { type Page, pick } from '../page.ts'
import { deviceStateTexts } from '../text/fleet.ts'
import { speak } from '../text/speak.ts'
import { type State, StateMark } from './state.tsx'

/** The marks of assets serve for devices: a form of its own for each state, never the colour alone. */
const marks: Readonly<Record<Device['state'], State>> = {
  ok: 'fresh',
  late: 'queued',
  silent: 'failed',
  'low-battery': 'stale',
  never: 'never',
}

/** Colours of the points of the map, by state: 3:1 at least on its ground. */
export const deviceColours: Readonly<Record<Device['state'], string>> = {
  ok: '#00704f',
  late: '#7a5f00',
  silent: '#a8201a',
  'low-battery': '#a84400',
  never: '#5b5b5b',
}

/** The state of a device: its mark, its word, and the reason for who wants it. */
export function DeviceState({
  page,
  state,
  reason,
}: { page: Page } & Pick<Device, 'state'> & Partial<Pick<Device, 'reason'>>) {
  const t = speak(deviceStateTexts, page.language)
  return (
    <span class="state" title={reason && pick(page, reason)}>
      <svg viewBox="-6.5 -6.5 13 13" width="16" height="16" aria-hidden="true">
        <StateMark state={marks[state]} x={0} y={0} />
      </svg>
      {t[state]}
    </span>
  )
}
