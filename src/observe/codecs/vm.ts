import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import variant from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
} from 'quickjs-emscripten-core'
import { namesSource, prelude, type VmRequest } from './prelude.ts'
import type { CodecCall, CodecKind, SandboxLimits } from './types.ts'

/** Why the inside of a sandbox gave nothing: plain data, since it travels between threads. */
export interface VmFailure {
  readonly why: 'syntax' | 'threw' | 'timeout' | 'memory' | 'stack' | 'trapped' | 'no-function'
  readonly message: string
  readonly line?: number
}

/** A codec read into a QuickJS of its own, frozen as an image of its memory. */
export interface Vm {
  readonly calls: readonly CodecCall[]
  /** Calls one function, from the image: nothing that an earlier call did is left. Gives the JSON of a `VmAnswer`. */
  run(request: VmRequest): string | VmFailure
  /** After a trap the module itself may be broken: it must be made again. */
  readonly broken: boolean
}

// Its declarations describe the CommonJS form, where the default is one level further down.
const release = variant as unknown as QuickJSSyncVariant

const pageBytes = 65_536
/** What the compiled module declares: 16 MB, of which it keeps 5 for the C stack. */
const initialPages = 256
const fileName = 'codec.js'

const compiled = (async () => {
  const file = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')
  return WebAssembly.compile(await readFile(file))
})()

/**
 * Reads a codec. Each has its own WebAssembly memory; a copy of it is taken when the source was read, and put back before each
 * call. Putting it back costs a copy of about one megabyte, ten times less than a fresh QuickJS that reads the source again.
 */
export async function openVm(source: string, kind: CodecKind, limits: SandboxLimits): Promise<Vm | VmFailure> {
  // QuickJS compiled to WebAssembly cannot tell the size of its blocks and forgets its own limit: the memory itself must end.
  const wasmMemory = new WebAssembly.Memory({
    initial: initialPages,
    maximum: Math.ceil(limits.memoryBytes / pageBytes),
  })
  const wasm = await newQuickJSWASMModuleFromVariant(newVariant(release, { wasmModule: await compiled, wasmMemory }))
  const runtime = wasm.newRuntime({ maxStackSizeBytes: limits.stackBytes })
  // Processor time of this thread: a busy machine must not make a good codec fail.
  let spentAtStart = threadMs()
  let allowed = limits.loadMs
  const outOfTime = () => threadMs() - spentAtStart > allowed
  runtime.setInterruptHandler(outOfTime)
  const vm = runtime.newContext()
  let broken = false

  const guarded = <T>(work: () => T | VmFailure): T | VmFailure => {
    try {
      return work()
    } catch (error) {
      broken = true
      return { why: 'trapped', message: error instanceof Error ? error.message : String(error) }
    }
  }
  const evaluate = (code: string, name: string) => {
    const result = vm.evalCode(code, name)
    return result.error ? failureOf(vm, result.error, outOfTime()) : result.value
  }

  const prepared = guarded(() => {
    const inside = evaluate(`(${prelude.toString()})(${limits.outputLength})`, 'prelude.js')
    if (isFailure(inside)) return inside
    const [bind, run] = [vm.getProp(inside, 'bind'), vm.getProp(inside, 'run')]
    const read = evaluate(source, fileName)
    if (isFailure(read)) return read
    read.dispose()
    const names = evaluate(namesSource, fileName)
    if (isFailure(names)) return names
    const kindText = vm.newString(kind)
    const bound = vm.callFunction(bind, vm.undefined, names, kindText)
    if (bound.error) return failureOf(vm, bound.error, outOfTime())
    const calls = JSON.parse(vm.getString(bound.value)) as CodecCall[]
    for (const handle of [bound.value, kindText, names, bind, inside]) handle.dispose()
    if (calls.length === 0) return { why: 'no-function', message: 'no function of a codec' } as const
    return { run, calls }
  })
  if (isFailure(prepared)) return prepared
  const image = takeImage(wasmMemory)

  return {
    calls: prepared.calls,
    get broken() {
      return broken
    },
    run(request) {
      putBack(wasmMemory, image)
      return guarded(() => {
        spentAtStart = threadMs()
        allowed = limits.callMs
        const text = vm.newString(JSON.stringify(request))
        const result = vm.callFunction(prepared.run, vm.undefined, text)
        text.dispose()
        if (result.error) return failureOf(vm, result.error, outOfTime())
        const answer = vm.getString(result.value)
        result.value.dispose()
        return answer
      })
    },
  }
}

export const isFailure = (value: object | string): value is VmFailure =>
  typeof value === 'object' && 'why' in value && typeof value.why === 'string'

const threadMs = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** What was thrown past everything: a limit of QuickJS, or an error of the source itself. */
function failureOf(vm: QuickJSContext, handle: QuickJSHandle, timedOut: boolean): VmFailure {
  const thrown: unknown = vm.dump(handle)
  handle.dispose()
  const { name = '', message = String(thrown), stack = '' } = (thrown ?? {}) as Record<string, string | undefined>
  const line = lineOf(stack)
  if (timedOut || message === 'interrupted') return { why: 'timeout', message }
  if (thrown === null || message === 'out of memory' || message === 'string too long') return { why: 'memory', message }
  if (message === 'stack overflow' || message === 'Maximum call stack size exceeded') return { why: 'stack', message }
  return {
    why: name === 'SyntaxError' ? 'syntax' : 'threw',
    message: `${name}: ${message}`.slice(0, 500),
    ...(line && { line }),
  }
}

/** The line of the codec in a stack of QuickJS. */
export function lineOf(stack: string): number | undefined {
  const found = new RegExp(`${fileName.replace('.', '\\.')}:(\\d+)`).exec(stack)
  return found ? Number(found[1]) : undefined
}

interface Piece {
  readonly at: number
  readonly bytes: Uint8Array
}

/**
 * The memory up to its last used page, without its longest empty stretch: that is the C stack, of which nothing is alive between
 * two calls. Other empty pages are kept, since a codec may own them (an array of zeros).
 */
function takeImage(memory: WebAssembly.Memory): Piece[] {
  const words = new BigUint64Array(memory.buffer)
  const pages = memory.buffer.byteLength / pageBytes
  const used = Array.from({ length: pages }, (_, page) => page).filter((page) =>
    words.subarray((page * pageBytes) / 8, ((page + 1) * pageBytes) / 8).some((word) => word !== 0n),
  )
  const gaps = used.map((page, i) => page - (used[i - 1] ?? -1))
  const afterStack = used[gaps.indexOf(Math.max(...gaps))]!
  const beforeStack = used[used.indexOf(afterStack) - 1] ?? -1
  const piece = (from: number, to: number) => ({
    at: from * pageBytes,
    bytes: new Uint8Array(memory.buffer.slice(from * pageBytes, to * pageBytes)),
  })
  return [piece(0, beforeStack + 1), piece(afterStack, used.at(-1)! + 1)]
}

function putBack(memory: WebAssembly.Memory, image: readonly Piece[]): void {
  const all = new Uint8Array(memory.buffer)
  for (const { at, bytes } of image) all.set(bytes, at)
}
