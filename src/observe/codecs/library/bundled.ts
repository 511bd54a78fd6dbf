import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The library that comes with the product: `devices/`, beside the sources or above what they were compiled to. */
export function bundledLibrary(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'devices', 'vendor', 'index.yaml'))) return join(folder, 'devices')
  throw new Error('the library of devices is missing')
}
