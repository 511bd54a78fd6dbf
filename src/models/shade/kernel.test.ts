import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { skyView, sunlight } from './index.ts'
import { kernel } from './kernel.ts'
import { town } from './testing/random.ts'
import { whole } from './testing/scenes.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

test('the kernel is what its sources compile to', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'kernels.mjs'), '--check'], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})

test('its memory is used again, and does not grow with the surface', () => {
  const options = { reach: 200, transmissivity: 0.1, directions: 8 }
  const small = town(1200, 300, 1)
  const once = () => {
    sunlight(small, whole(small), { azimuth: 100, elevation: 30 }, options)
    skyView(small, whole(small), options)
    return kernel().memory.buffer.byteLength
  }
  const first = once()
  expect(once()).toBe(first)
  const long = town(2400, 300, 1)
  sunlight(long, whole(long), { azimuth: 100, elevation: 30 }, options)
  expect(kernel().memory.buffer.byteLength).toBe(first)
  expect(first).toBeLessThan(200 * 2 ** 20)
})
