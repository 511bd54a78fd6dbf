import { defineTerritory, type Source } from '../src/kernel/index.ts'
import { Tree, trees } from './trees.ts'

const both = (s: string) => ({ fr: s, en: s })
const source: Source<typeof Tree> = {
  name: 'trees',
  title: both('Trees'),
  rows: Tree,
  producer: 'Bench',
  licence: 'CC0-1.0',
  dated: '2024',
  address: 'synthetic:trees',
  connector: 'synthetic',
  code: import.meta.url,
  options: {},
  publish: { access: 'open', theme: 'environment' },
  async *read() {
    yield* trees()
  },
}

export default defineTerritory({
  id: 'bench-trees',
  title: both('Trees'),
  description: both('Trees'),
  bounds: [-1.962, 47.934, -1.467, 48.307],
  crs: 'EPSG:2154',
  timezone: 'Europe/Paris',
  organisation: { name: 'Bench' },
  sources: [source],
  use: [],
})
