// Sets up what is missing, then prints rates and ratios of the main jobs with the size of the work.
import { join } from 'node:path'
import { ensureBuild, ensurePackages, must, node, root } from './setup.mjs'

ensurePackages()
ensureBuild()
must(node, [join(root, 'dist', 'bench', 'main.js'), ...process.argv.slice(2)])
