import type { Bilingual } from '../../kernel/index.ts'
import type { Page } from '../page.ts'
import { type State, StateMark } from '../parts/state.tsx'
import { graphTexts } from '../text/graph.ts'
import { speak } from '../text/speak.ts'
import { stateTexts } from '../text/states.ts'
import { layOut, NODE_HEIGHT, NODE_WIDTH } from './layout.ts'

interface DrawnAsset {
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

/** Letters that surely fit on a line of a box. */
const LETTERS = 23
/** Drawings wider than that, in pixels, shrink a little to fit before they scroll: see `portal.css`. */
const LARGE = 1000

/** The graph of assets, drawn from left to right. Each node is a link; the page gives the same facts as a table. */
export function GraphDrawing({ page, assets, title, here }: GraphProps) {
  const t = speak(graphTexts, page.language)
  const states = speak(stateTexts, page.language)
  const { width, height, nodes, edges } = layOut(assets)
  const byName = new Map(assets.map((asset) => [asset.name, asset]))
  return (
    <section class="graph scroll" tabindex={0} aria-label={title}>
      <svg
        class={width > LARGE ? 'large' : undefined}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-label={title}
      >
        <g class="edges">
          {edges.map(({ from, to, path }) => (
            <path d={path} class={from === here || to === here ? 'near' : undefined} />
          ))}
        </g>
        {nodes.map(({ name, x, y }) => {
          const asset = byName.get(name)!
          const label = asset.title[page.language]
          const lines = wrap(label)
          const kind = asset.published ? t.published : asset.kind === 'source' ? t.source : t.step
          const note = asset.note ?? kind
          const shown = lines.join(' ')
          const isCut = shown.endsWith('…') && shown !== label
          return (
            <a
              href={`/chain/${name}`}
              // Who speaks to the page says what they see: a title that is cut is told so first, then whole.
              aria-label={`${isCut ? shown : label} ${note}, ${states[asset.state]}${isCut ? `. ${label}` : ''}`}
              aria-current={name === here ? 'true' : undefined}
              class={`node ${asset.kind}${asset.published ? ' published' : ''}${name === here ? ' here' : ''}`}
            >
              <rect x={x} y={y} width={NODE_WIDTH} height={NODE_HEIGHT} rx={asset.kind === 'source' ? 24 : 4} />
              <StateMark state={asset.state} x={x + 18} y={y + NODE_HEIGHT / 2} />
              <title>{label}</title>
              {/* A drawing in the drawing cuts what is too long. */}
              <svg x={x + 33} y={y} width={NODE_WIDTH - 38} height={NODE_HEIGHT} aria-hidden="true">
                {lines.map((line, i) => (
                  <text y={(lines.length === 1 ? 27 : 20) + i * 15}>{`${line} `}</text>
                ))}
                <text class="quiet" y={lines.length === 1 ? 45 : 52}>
                  {note}
                </text>
              </svg>
            </a>
          )
        })}
      </svg>
    </section>
  )
}

/** One line, or two cut between words; what does not fit on the second is replaced by an ellipsis. */
function wrap(text: string): string[] {
  if (text.length <= LETTERS) return [text]
  const space = text.lastIndexOf(' ', LETTERS)
  const at = space > 0 ? space : LETTERS
  const rest = text.slice(at).trim()
  if (rest.length <= LETTERS) return [text.slice(0, at), rest]
  const word = rest.lastIndexOf(' ', LETTERS - 1)
  return [text.slice(0, at), `${rest.slice(0, word > LETTERS / 2 ? word : LETTERS - 1)}…`]
}
