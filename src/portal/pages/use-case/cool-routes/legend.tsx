import type { Page } from '../../../page.ts'
import { routesMapTexts, wayTexts } from '../../../text/cool-routes.ts'
import { mapTexts } from '../../../text/map.ts'
import { speak } from '../../../text/speak.ts'
import type { Told } from './ask.ts'
import { stateOf, waysOf } from './shown.ts'

/** What the lines of the map stand for: each has a colour and a stroke of its own. */
export function RoutesLegend({ page, told: { answer } }: { readonly page: Page; readonly told: Told }) {
  const t = speak(routesMapTexts, page.language)
  if (!answer || answer.mode === 'reach') return <p class="routes-legend quiet">{answer ? '' : t.touch}</p>
  const ways = waysOf(answer)
  const { moment } = answer.mode === 'go' ? answer.route : answer.round
  const isNight = moment.minute === null
  const states = new Set(ways.flatMap(({ way }) => way.pieces.map(({ sun }) => stateOf(sun))))
  const lines = [
    ['shade', isNight ? speak(wayTexts, page.language).night : t.inShade],
    ['sun', t.inSun],
    ['unknown', t.shadeUnknown],
    ['other', t.otherWays],
  ] as const
  const shown = lines.filter(([kind]) => (kind === 'other' ? ways.length > 1 : states.has(kind)))
  return (
    <ul class="routes-legend" aria-label={speak(mapTexts, page.language).legend}>
      {shown.map(([kind, said]) => (
        <li>
          <svg width="27" height="12" viewBox="0 0 27 12" aria-hidden="true">
            <path class={`routes-${kind}`} d="M3 6H25" />
          </svg>
          {said}
        </li>
      ))}
    </ul>
  )
}
