import { existsSync, readFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { part, type Route, route } from '../../../http/route.ts'
import { noSuchFile } from '../faults.ts'

const { resolve } = createRequire(import.meta.url)
const here = (name: string) => new URL(`./${name}`, import.meta.url)
const style = { type: 'text/css; charset=utf-8' }
const script = { type: 'text/javascript; charset=utf-8' }

/** The files of the page of a tileset: our script and style, and MapLibre. */
const files: Readonly<Record<string, { readonly type: string; readonly read: () => string }>> = {
  'tiles.css': { ...style, read: () => readFileSync(here('tiles.css'), 'utf8') },
  'tiles.js': { ...script, read: island },
  'maplibre-gl.css': { ...style, read: () => readFileSync(resolve('maplibre-gl/dist/maplibre-gl.css'), 'utf8') },
  'maplibre-gl.mjs': { ...script, read: () => readFileSync(resolve('maplibre-gl/dist/maplibre-gl.mjs'), 'utf8') },
  'maplibre-gl-worker.mjs': {
    ...script,
    read: () => readFileSync(resolve('maplibre-gl/dist/maplibre-gl-worker.mjs'), 'utf8'),
  },
}

/** Our script: compiled beside this module, or its TypeScript without its types when running from source. */
function island(): string {
  const compiled = here('island.js')
  if (existsSync(compiled)) return readFileSync(compiled, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n')
  return stripTypeScriptTypes(readFileSync(here('island.ts'), 'utf8'))
}

const read = new Map<string, string>()

/** The address of one of these files, which changes with the version of the software. */
export const assetOf = (name: string, version: string): string => `/ogc/map/${name}?v=${encodeURIComponent(version)}`

export const assetRoute: Route = {
  ...route({
    path: '/ogc/map/:file',
    tag: 'tiles',
    summary: { fr: 'Les fichiers des pages de tuiles', en: 'The files of the pages of tiles' },
    answer: { media: ['text/javascript', 'text/css'] },
    // The worker asks for tiles: it obeys what its own answer allows.
    script: true,
    problems: [404],
    handle: () => new Response(null),
  }),
  handle(_, c) {
    const name = part(c, 'file')
    const file = Object.hasOwn(files, name) ? files[name] : undefined
    if (!file) throw noSuchFile(name)
    const text = read.get(name) ?? file.read()
    read.set(name, text)
    return c.body(text, 200, { 'Content-Type': file.type, 'Cache-Control': 'public, max-age=86400' })
  },
}
