// Sets up what is missing, then runs the demo territory and serves it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuild, ensurePackages, node, root } from './setup.mjs'

ensurePackages()
ensureBuild()
const child = spawn(node, [join(root, 'dist', 'src', 'main.js'), 'demo', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
// The child ends by itself on Ctrl+C, closing its database first.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
