#!/usr/bin/env node
// The command `orchestra`, on the pinned Node whatever Node called it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuild, ensurePackages, node, root } from '../scripts/setup.mjs'

ensurePackages()
ensureBuild()
const child = spawn(node, [join(root, 'dist', 'src', 'main.js'), ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
