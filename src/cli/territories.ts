import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { OrchestraError, type Territory } from '../kernel/index.ts'

const BUNDLED = new URL('../../territories/', import.meta.url)

/**
 * Loads a territory by its identifier (one of the bundled ones) or by the path of its file. A file outside the project may
 * be TypeScript and imports `city-orchestra` and `city-orchestra/packs/…`, wherever it lies.
 */
export async function loadTerritory(which: string, size: number | undefined): Promise<Territory> {
  const isPath = /[/\\.]/.test(which)
  const bundled = ['territory.js', 'territory.ts']
    .map((name) => new URL(`${which}/${name}`, BUNDLED))
    .find((url) => existsSync(url))
  const url = isPath ? pathToFileURL(resolve(which)) : bundled
  if (!url || !existsSync(url)) throw await unknown(which)
  if (isPath) resolveOurName()
  const module = (await import(url.href)) as { default?: Territory; sized?: (size: number) => Territory }
  if (size !== undefined) {
    if (module.sized) return module.sized(size)
    throw new OrchestraError({
      code: 'usage.no-size',
      say: {
        fr: `Le territoire « ${which} » n’a pas de taille réglable.`,
        en: `The territory '${which}' has no size to set.`,
      },
    })
  }
  if (module.default?.sources) return module.default
  throw new OrchestraError({
    code: 'territory.no-default',
    say: {
      fr: 'Ce fichier n’exporte pas de territoire par défaut.',
      en: 'This file has no territory as its default export.',
    },
    remedy: { fr: '`export default defineTerritory({ … })`', en: '`export default defineTerritory({ … })`' },
    place: which,
  })
}

let hooked = false

/** Lets `city-orchestra` mean this installation in files that lie outside it. */
function resolveOurName(): void {
  if (hooked) return
  hooked = true
  registerHooks({
    resolve(specifier, context, next) {
      const ours = /^city-orchestra(\/.*)?$/.test(specifier)
      return ours ? next(specifier, { ...context, parentURL: import.meta.url }) : next(specifier, context)
    },
  })
}

async function unknown(which: string): Promise<OrchestraError> {
  const known = (await readdir(BUNDLED, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  return new OrchestraError({
    code: 'usage.territory',
    say: { fr: `Territoire introuvable : « ${which} ».`, en: `No such territory: '${which}'.` },
    remedy: {
      fr: `Fournis : ${known.join(', ')}. Ou donnez le chemin d’un fichier : ${join('ma-ville', 'territory.ts')}.`,
      en: `Bundled: ${known.join(', ')}. Or give the path of a file: ${join('my-city', 'territory.ts')}.`,
    },
  })
}
