import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A process started by a test, with what it printed so far. */
export interface Child {
  readonly process: ChildProcess
  readonly lines: string[]
  /** Waits for a line, and fails with all that was printed if the process ends without it. */
  until(pattern: RegExp): Promise<string>
  readonly ended: Promise<void>
}

/** Runs the writer of these tests on a home, possibly as another user. */
export function startWriter(
  home: string,
  migrations: string,
  { mode = 'write', ...user }: { mode?: 'write' | 'exit' | 'close'; uid?: number; gid?: number } = {},
): Child {
  const script = fileURLToPath(new URL('./writer.child.ts', import.meta.url))
  const child = spawn(process.execPath, [script, home, migrations, mode], {
    ...user,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  let changed = Promise.withResolvers<void>()
  const tell = () => {
    changed.resolve()
    changed = Promise.withResolvers()
  }
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      tell()
    })
  let over = false
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve())).then(() => {
    over = true
    tell()
  })
  return {
    process: child,
    lines,
    ended,
    async until(pattern) {
      for (;;) {
        const found = lines.find((line) => pattern.test(line))
        if (found) return found
        if (over) throw new Error(`ended without ${pattern}:\n${lines.join('\n')}`)
        await changed.promise
      }
    },
  }
}
