import type { Page } from '../page.ts'
import { type State, StateLabel } from '../parts/state.tsx'
import { graphTexts } from '../text/graph.ts'
import { speak } from '../text/speak.ts'

const states: readonly State[] = ['fresh', 'stale', 'running', 'failed', 'never']

/** What the forms and marks of the graph mean. */
export function GraphLegend({ page }: { page: Page }) {
  const t = speak(graphTexts, page.language)
  const boxes = [
    { kind: 'source', words: t.sourceLong },
    { kind: 'asset', words: t.stepLong },
    { kind: 'asset published', words: t.publishedLong },
  ]
  return (
    <ul class="graph-legend" aria-label={t.legend}>
      {boxes.map(({ kind, words }) => (
        <li>
          <svg width="34" height="18" aria-hidden="true">
            <g class={`node ${kind}`}>
              <rect x="2" y="2" width="30" height="14" rx={kind === 'source' ? 7 : 2} />
            </g>
          </svg>
          {words}
        </li>
      ))}
      {states.map((state) => (
        <li>
          <StateLabel state={state} language={page.language} />
        </li>
      ))}
    </ul>
  )
}
