import { asOrchestraError, type OrchestraError } from '../kernel/index.ts'
import { type Call, readCall } from './args.ts'
import { usage } from './usage.ts'

/** A command: does its work and gives the exit code (0 done, 1 a run or check failed, 2 bad usage). */
export type Command = (call: Call, signal: AbortSignal) => Promise<number>

/** The commands of `orchestra`, loaded when called: `status` need not read the portal. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./commands/run.ts')).run,
  serve: async () => (await import('./commands/serve.ts')).serve,
  worker: async () => (await import('./commands/worker.ts')).worker,
  status: async () => (await import('./commands/status.ts')).status,
  lineage: async () => (await import('./commands/lineage.ts')).lineage,
  export: async () => (await import('./commands/export.ts')).exportAsset,
  harvest: async () => (await import('./commands/harvest.ts')).harvestSources,
  encrypt: async () => (await import('./commands/crypt.ts')).encryptFile,
  decrypt: async () => (await import('./commands/crypt.ts')).decrypt,
  gc: async () => (await import('./commands/gc.ts')).gc,
  ingest: async () => (await import('./commands/ingest.ts')).ingest,
  replay: async () => (await import('./commands/replay.ts')).replay,
  key: async () => (await import('./commands/key.ts')).key,
  compact: async () => (await import('./commands/compact.ts')).compact,
  devices: async () => (await import('./commands/devices.ts')).devices,
  admin: async () => (await import('./commands/admin.ts')).admin,
  demo: async () => (await import('./commands/demo.ts')).demo,
  help: async () => (await import('./commands/help.ts')).help,
}

/** Runs one command. The one error boundary of the command line. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
  let json = argv.includes('--json')
  let language: 'fr' | 'en' = 'en'
  try {
    const call = readCall(argv, env)
    json = call.options.json
    language = call.options.language
    const load = commands[call.command]
    if (!load)
      throw usage({ fr: `Commande inconnue : « ${call.command} ».`, en: `Unknown command: '${call.command}'.` })
    const command = await load()
    return await command(call, stop.signal)
  } catch (error) {
    const known = asOrchestraError(error)
    console.error(json ? JSON.stringify({ error: known }) : inWords(known, language))
    return known.code.startsWith('usage.') || known.code === 'graph.unknown-asset' ? 2 : 1
  }
}

function inWords(error: OrchestraError, language: 'fr' | 'en'): string {
  const lines = [`✗ ${error.say[language]}`]
  if (error.place) lines.push(`  ${error.place}`)
  if (error.remedy) lines.push(`  → ${error.remedy[language]}`)
  if (error.cause instanceof Error)
    lines.push(`  ${error.code === 'internal.unexpected' ? error.cause.stack : error.cause.message}`)
  return lines.join('\n')
}
