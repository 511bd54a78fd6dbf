import { readFileSync } from 'node:fs'

/** The version of this installation, from package.json. */
export const version: string = JSON.parse(readFileSync(findPackage(), 'utf8')).version

/** `package.json` lies two folders up from the sources and three from the build. */
function findPackage(): URL {
  const built = import.meta.url.includes('/dist/')
  return new URL(built ? '../../../package.json' : '../../package.json', import.meta.url)
}
