import { parentPort, workerData } from 'node:worker_threads'
import type { VmRequest } from './prelude.ts'
import type { CodecCall, CodecKind, SandboxLimits } from './types.ts'
import { isFailure, openVm, type Vm, type VmFailure } from './vm.ts'

/** What the thread is asked. The source comes with the first message about a codec. */
export interface Ask {
  readonly id: number
  readonly codec: string
  readonly source?: string
  readonly kind?: CodecKind
  /** Absent: only say what it can do. */
  readonly request?: VmRequest
}

/** What it answers. */
export type Reply = { readonly id: number } & (
  | { readonly calls: readonly CodecCall[] }
  | { readonly answer: string }
  | { readonly failure: VmFailure }
)

/** Codecs kept ready; each holds a few megabytes. The one used least recently makes room. */
const kept = 32

const limits = workerData as SandboxLimits
const sources = new Map<string, { source: string; kind: CodecKind }>()
const open = new Map<string, Vm>()
const port = parentPort!

async function vmOf(codec: string): Promise<Vm | VmFailure> {
  const ready = open.get(codec)
  open.delete(codec)
  const { source, kind } = sources.get(codec)!
  const vm = ready && !ready.broken ? ready : await openVm(source, kind, limits)
  if (isFailure(vm)) return vm
  open.set(codec, vm)
  if (open.size > kept) open.delete(open.keys().next().value!)
  return vm
}

async function answer({ id, codec, source, kind, request }: Ask): Promise<Reply> {
  if (source !== undefined) sources.set(codec, { source, kind: kind ?? 'auto' })
  const vm = await vmOf(codec)
  if (isFailure(vm)) return { id, failure: vm }
  if (!request) return { id, calls: vm.calls }
  const result = vm.run(request)
  return typeof result === 'string' ? { id, answer: result } : { id, failure: result }
}

// One at a time and in order: the other side counts on it to know which call hangs.
let last: Promise<void> = Promise.resolve()
port.on('message', (ask: Ask) => {
  last = last.then(async () => port.postMessage(await answer(ask)))
})
port.postMessage('ready')
