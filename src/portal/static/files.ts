import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { Hono } from 'hono'
import { baseStyle } from '../../look/index.ts'

const squeeze = promisify(brotliCompress)
const zip = promisify(gzip)

/** A quality that halves the work of the default for 3 % more bytes: done once a file. */
const BROTLI_QUALITY = 9

const mediaTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

interface StaticFile {
  readonly body: Buffer
  readonly mediaType: string
  readonly packed: Map<string, Promise<Buffer>>
}

/** The files that pages load: our style and islands, and MapLibre. */
interface StaticFiles {
  /** The address of a file. It changes with the content of any of them, so that relative imports hold. */
  address(name: string): string
  readonly routes: Hono
}

/**
 * Reads the static files of the portal.
 * @param assets folder of the hand-written ones (`portal.css`, `icon.svg`)
 */
export function staticFiles(assets: string): StaticFiles {
  const files = new Map<string, StaticFile>()
  const add = (name: string, body: Buffer) => {
    const mediaType = mediaTypes[name.split('.').at(-1)!]
    if (mediaType) files.set(name, { body, mediaType, packed: new Map() })
  }
  for (const name of readdirSync(assets)) {
    const body = readFileSync(join(assets, name))
    add(name, name === 'portal.css' ? Buffer.concat([Buffer.from(baseStyle), body]) : body)
  }
  for (const [name, body] of islands()) add(`islands/${name}`, body)
  const { resolve } = createRequire(import.meta.url)
  for (const name of ['maplibre-gl.mjs', 'maplibre-gl-worker.mjs', 'maplibre-gl.css'])
    add(`maplibre/${name}`, readFileSync(resolve(`maplibre-gl/dist/${name}`)))

  const digest = createHash('sha256')
  for (const name of [...files.keys()].sort()) digest.update(name).update(files.get(name)!.body)
  const mark = digest.digest('base64url').slice(0, 12)

  const routes = new Hono()
  // What browsers ask for by themselves, on pages that name no icon.
  routes.get('/favicon.ico', (c) => {
    const { body, mediaType } = files.get('icon.svg')!
    return c.body(new Uint8Array(body), 200, { 'Content-Type': mediaType, 'Cache-Control': 'public, max-age=86400' })
  })
  routes.get('/static/:mark/:name{.+}', async (c, next) => {
    const file = files.get(c.req.param('name'))
    if (!file || c.req.param('mark') !== mark) return next()
    const encoding = encodingFor(c.req.header('accept-encoding') ?? '')
    c.header('Content-Type', file.mediaType)
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Vary', 'Accept-Encoding')
    c.header('X-Content-Type-Options', 'nosniff')
    if (encoding) c.header('Content-Encoding', encoding)
    return c.body(new Uint8Array(encoding ? await packedAs(file, encoding) : file.body))
  })
  return { address: (name) => `/static/${mark}/${name}`, routes }
}

/** Islands compiled beside this module; their TypeScript without its types when running from source. */
function* islands(): Iterable<[name: string, body: Buffer]> {
  const folder = join(import.meta.dirname, '../islands')
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
    if (name.endsWith('.js')) yield [name, Buffer.from(text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'))]
    else if (/^(?!.*\.(test|d)\.ts$).*\.ts$/.test(name))
      yield [
        name.replace(/ts$/, 'js'),
        Buffer.from(stripTypeScriptTypes(text).replace(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'")),
      ]
  }
}

type Encoding = 'br' | 'gzip'

const encodingFor = (accepted: string): Encoding | undefined =>
  /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined

function packedAs(file: StaticFile, encoding: Encoding): Promise<Buffer> {
  const known = file.packed.get(encoding)
  if (known) return known
  const packed =
    encoding === 'br'
      ? squeeze(file.body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
      : zip(file.body)
  file.packed.set(encoding, packed)
  return packed
}
