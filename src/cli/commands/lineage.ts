import type { Language } from '../../kernel/index.ts'
import { selectNodes } from '../../kernel/index.ts'
import { type Lineage, lineageOf } from '../../pipeline/index.ts'
import type { Call } from '../args.ts'
import { formats } from '../format.ts'
import { openHouse } from '../open.ts'
import { usage } from '../usage.ts'
import { words } from '../words.ts'

/** `orchestra lineage ASSET`: where the current version comes from, as a tree. */
export async function lineage({ names, options }: Call): Promise<number> {
  const [name] = names
  if (!name)
    throw usage({ fr: 'De quel actif ? `orchestra lineage ACTIF`', en: 'Of which asset? `orchestra lineage ASSET`' })
  const house = await openHouse(options, () => {})
  try {
    selectNodes(house.chain.graph, [name])
    const tree = await lineageOf(house.chain, name)
    console.log(options.json ? JSON.stringify(tree) : drawTree(tree, options.language).join('\n'))
    return 0
  } finally {
    await house.close()
  }
}

function drawTree(node: Lineage, language: Language): string[] {
  const f = formats(language)
  const facts = node.source
    ? `${words.source[language]} · ${node.source.producer} · ${node.source.dated} · ${node.source.address}`
    : `code ${node.code ?? '—'}`
  const state = node.version
    ? `v${node.version} · ${f.count(node.rows)} ${words.rows[language]}${node.partitions ? ` · ${node.partitions} ${words.partitions[language]}` : ''}`
    : words.never[language]
  const lines = [`${node.asset}  ${state}  (${facts})`]
  for (const [i, input] of node.inputs.entries()) {
    const last = i === node.inputs.length - 1
    const [head, ...rest] = drawTree(input, language)
    lines.push(`${last ? '└─' : '├─'} ${head}`, ...rest.map((line) => `${last ? '   ' : '│  '}${line}`))
  }
  return lines
}
