// Compiles the kernels written in AssemblyScript: each folder `assembly` into the `kernel.wasm` beside it, committed with its source.
// With --check, only says whether they are what their sources compile to.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import asc from 'assemblyscript/asc'
import { root } from './setup.mjs'

const options = [
  '--enable',
  'simd',
  '--optimizeLevel',
  '3',
  '--shrinkLevel',
  '0',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
]
const isCheck = process.argv.includes('--check')

for (const entry of globSync('{src,packs}/**/assembly/index.ts', { cwd: root })) {
  const wasm = join(root, dirname(entry), '..', 'kernel.wasm')
  const name = relative(root, wasm)
  let bytes
  const writeFile = (_name, contents) => {
    bytes = contents
  }
  const { error, stderr } = await asc.main([entry, '--outFile', 'kernel.wasm', '--baseDir', root, ...options], {
    writeFile,
  })
  if (error) {
    console.error(`${entry}: ${error.message}\n${stderr.toString()}`)
    process.exit(1)
  }
  if (isCheck && !readFileSync(wasm).equals(bytes)) {
    console.error(`${name} is not what its sources compile to: npm run kernels`)
    process.exit(1)
  }
  if (!isCheck) writeFileSync(wasm, bytes)
  console.log(`${name}: ${bytes.length} bytes${isCheck ? ', as its sources compile to' : ''}`)
}
