// Sets up what is missing, checks style and types, then runs every test. Arguments go to Vitest.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild, ensurePackages, must, node, root } from './setup.mjs'

ensurePackages()
ensureBuild()
ensureChromium()
const bin = (name) => join(root, 'node_modules', ...name)
must(node, [bin(['@biomejs', 'biome', 'bin', 'biome']), 'check', '.'])
must(node, [bin(['typescript', 'bin', 'tsc']), '--noEmit'])
must(node, [bin(['vitest', 'vitest.mjs']), 'run', ...process.argv.slice(2)])

/** Browser tests use Debian's Chromium: as root on Debian it is installed, elsewhere those tests say that they were not run. */
function ensureChromium() {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (existsSync('/usr/bin/chromium') || !isDebianRoot) return
  console.log('Installing Chromium for the browser tests…')
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update'], quiet)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet)
}
