import type { Page } from '../../../page.ts'
import { routesMapTexts } from '../../../text/cool-routes.ts'
import { mapTexts } from '../../../text/map.ts'
import { speak } from '../../../text/speak.ts'
import type { Told } from './ask.ts'
import { waysOf } from './shown.ts'

/** What the lines of the map stand for: each has a colour and a stroke of its own. */
export function RoutesLegend({ page, told: { answer } }: { readonly page: Page; readonly told: Told }) {
  const t = speak(routesMapTexts, page.language)
  if (!answer || answer.mode === 'reach') return <p class="routes-legend quiet">{answer ? '' : t.touch}</p>
  const ways = waysOf(answer)
  const isUnknown = ways.some(({ way }) => way.pieces.some(({ sun }) => sun === null))
  const lines = [
    ['routes-shade', t.inShade],
    ['routes-sun', t.inSun],
    ...(isUnknown ? [['routes-unknown', t.shadeUnknown] as const] : []),
    ...(ways.length > 1 ? [['routes-other', t.otherWays] as const] : []),
  ] as const
  return (
    <ul class="routes-legend" aria-label={speak(mapTexts, page.language).legend}>
      {lines.map(([kind, said]) => (
        <li>
          <svg width="27" height="12" viewBox="0 0 27 12" aria-hidden="true">
            <path class={kind} d="M3 6H25" />
          </svg>
          {said}
        </li>
      ))}
    </ul>
  )
}
