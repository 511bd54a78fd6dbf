import type { Bilingual } from '../../kernel/index.ts'
import type { Page } from '../page.ts'
import { type State, StateMark } from '../parts/state.tsx'
import { graphTexts } from '../text/graph.ts'
import { speak } from '../text/speak.ts'
import { stateTexts } from '../text/states.ts'
import { layOut, NODE_HEIGHT, NODE_WIDTH } from './layout.ts'

export interface DrawnAsset {
  readonly name: string
  readonly title: Bilingual
  readonly inputs: readonly string[]
  readonly kind: 'source' | 'asset'
  readonly published: boolean
  readonly state: State
  readonly note?: string
}

interface GraphProps {
  readonly page: Page
  readonly assets: readonly DrawnAsset[]
  readonly title: string
  /** The asset the drawing is about, if one. */
  readonly here?: string
}

const LETTERS = 26

/** The graph of assets, drawn from left to right. Each node is a link; the page gives the same facts as a table. */
export function GraphDrawing({ page, assets, title, here }: GraphProps) {
  const t = speak(graphTexts, page.language)
  const states = speak(stateTexts, page.language)
  const { width, height, nodes, edges } = layOut(assets)
  const byName = new Map(assets.map((asset) => [asset.name, asset]))
  return (
    <section class="graph scroll" tabindex={0} aria-label={title}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-label={title}>
        <g class="edges">
          {edges.map(({ from, to, path }) => (
            <path d={path} class={from === here || to === here ? 'near' : undefined} />
          ))}
        </g>
        {nodes.map(({ name, x, y }) => {
          const asset = byName.get(name)!
          const label = asset.title[page.language]
          const kind = asset.published ? t.published : asset.kind === 'source' ? t.source : t.step
          return (
            <a
              href={`/chain/${name}`}
              aria-label={`${label}, ${kind}, ${states[asset.state]}`}
              aria-current={name === here ? 'true' : undefined}
              class={`node ${asset.kind}${asset.published ? ' published' : ''}${name === here ? ' here' : ''}`}
            >
              <title>{`${label} (${name})`}</title>
              <rect x={x} y={y} width={NODE_WIDTH} height={NODE_HEIGHT} rx={asset.kind === 'source' ? 23 : 4} />
              <StateMark state={asset.state} x={x + 17} y={y + NODE_HEIGHT / 2} />
              <text x={x + 32} y={y + 19}>
                {label.length > LETTERS ? `${label.slice(0, LETTERS - 1)}…` : label}
              </text>
              <text class="quiet" x={x + 32} y={y + 35}>
                {asset.note ?? kind}
              </text>
            </a>
          )
        })}
      </svg>
    </section>
  )
}
