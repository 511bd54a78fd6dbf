import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One line of the table that the benchmark prints. */
export interface Line {
  readonly name: string
  /** Size of the work: rows, files, bytes. */
  readonly size: string
  readonly seconds: number
  /** A rate or another figure. */
  readonly rate: string
}

const main = fileURLToPath(new URL('../src/main.js', import.meta.url))

/** Starts the program as a user would. */
export function orchestra(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
}

/** Runs the program to its end: seconds, and the peak memory of it and its database together, in MB. */
export async function timed(
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<{ seconds: number; megabytes: number; output: string }> {
  const begin = performance.now()
  const child = orchestra(args, env)
  let output = ''
  let errors = ''
  child.stdout!.on('data', (chunk) => (output += chunk))
  child.stderr!.on('data', (chunk) => (errors += chunk))
  let peak = 0
  const look = setInterval(() => {
    peak = Math.max(peak, memoryOfTree(child.pid!))
  }, 100)
  const [code] = await once(child, 'close')
  clearInterval(look)
  if (code !== 0) throw new Error(`orchestra ${args.join(' ')} ended with ${code}:\n${errors}`)
  return { seconds: (performance.now() - begin) / 1000, megabytes: peak / 1024, output }
}

/** Proportional memory (PSS, kB) of a process and all its descendants: shared pages are counted once. Linux only, else 0. */
function memoryOfTree(root: number): number {
  const parents = new Map<number, number>()
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue
      const parent = read(`/proc/${name}/stat`)
        .replace(/^.*\) /, '')
        .split(' ')[1]
      if (parent) parents.set(Number(name), Number(parent))
    }
  } catch {
    return 0
  }
  const isOurs = (pid: number): boolean =>
    pid === root || (parents.has(pid) && parents.get(pid)! > 1 && isOurs(parents.get(pid)!))
  return [...parents.keys()]
    .filter(isOurs)
    .reduce((sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0), 0)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** A count with thin spaces. */
export const count = (n: number) => new Intl.NumberFormat('fr-FR').format(n)
/** A rate a second, with its unit. */
export const rate = (n: number, seconds: number, unit: string) => `${count(Math.round(n / seconds))} ${unit}/s`
