import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Starts the built program as a user would. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const clean = {
    ...process.env,
    DATABASE_URL: '',
    ORCHESTRA_HOME: '',
    ORCHESTRA_SECRET: '',
    PORT: '',
    LANG: 'C',
    LC_ALL: '',
  }
  return spawn(process.execPath, [join(root, 'dist', 'src', 'main.js'), ...args], {
    cwd: root,
    env: { ...clean, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Waits for its end. */
export async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ['', '']
  child.stdout!.on('data', (chunk) => {
    out += chunk
  })
  child.stderr!.on('data', (chunk) => {
    err += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

/** Runs it to its end. */
export const orchestra = (args: readonly string[], env?: NodeJS.ProcessEnv) => ended(start(args, env))
