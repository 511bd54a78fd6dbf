// Compiles TypeScript into dist and puts beside it the files that are not code.
import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { must, node, root } from './setup.mjs'

rmSync(join(root, 'dist'), { recursive: true, force: true })
must(node, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'])
const others = ['{src,packs,territories}/**/*.{sql,css,svg,json,md,wasm}', 'devices/**/*.{yaml,js}']
for (const file of globSync(others, { cwd: root, exclude: ['**/assembly/**'] })) {
  mkdirSync(dirname(join(root, 'dist', file)), { recursive: true })
  cpSync(join(root, file), join(root, 'dist', file))
}
writeFileSync(join(root, 'dist', '.built'), '')
