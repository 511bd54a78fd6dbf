import { statSync } from 'node:fs'
import { argv } from 'node:process'
import { nullable, number, table, text } from '../../kernel/index.ts'
import { csv } from '../index.ts'
import { facts, t } from './facts.ts'
import { making } from './making.ts'

// Run as a process of its own, with a small heap: reads the CSV named on its command line and says what it took.
const path = argv[2]!
const rows = table('pair', { a: text(t('a')), b: nullable(number(t('b'))) }, { key: ['a'] })
const run = making()
let count = 0
for await (const batch of csv({ ...facts, rows }).read(
  { path, name: 'long.csv', sha256: '', bytes: statSync(path).size },
  run,
))
  count += batch.length
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(JSON.stringify({ rows: count, rejected: run.rejected.length, megabytes }))
