import type { CodecCall, CodecKind } from './types.ts'

/** What crosses into the sandbox: JSON, and nothing else. */
export interface VmRequest {
  readonly call: CodecCall
  readonly bytes?: readonly number[]
  readonly fPort?: number
  /** ms since 1970. */
  readonly recvTime: number
  readonly variables?: Readonly<Record<string, string>>
  readonly data?: unknown
  readonly warnings?: readonly string[]
}

/** What comes out: JSON. `value` is whatever the codec returned. */
export type VmAnswer =
  | { readonly value: unknown; readonly log: readonly string[] }
  | { readonly missing: true }
  | { readonly promise: true }
  | { readonly threw: { readonly name: string; readonly message: string; readonly stack: string } }

type AnyFunction = (...values: unknown[]) => unknown
type Names = Readonly<Record<string, AnyFunction | undefined>>

/** The functions of a codec, by the names that the different forms use. Evaluated inside, where top-level `const`s are seen too. */
export const namesSource = `({${[
  'decodeUplink',
  'normalizeUplink',
  'encodeDownlink',
  'decodeDownlink',
  'Decode',
  'Encode',
  'Decoder',
  'Encoder',
]
  .map((name) => `${name}: typeof ${name} === 'function' ? ${name} : undefined`)
  .join(', ')}})`

/**
 * Prepares the inside of a sandbox before the codec is read. It runs *in* QuickJS, from its own source text: it may use nothing
 * from outside of its body. Gives the two functions that the host keeps: `bind` after the codec was read, `run` for each call.
 */
export function prelude(outputLength: number) {
  const { parse, stringify } = JSON
  const scope = globalThis as unknown as Record<string, unknown>
  for (const name of ['SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'performance'])
    delete scope[name]

  // One instant for the whole call, and universal time whatever the zone of the machine: the same frame gives the same values anywhere.
  let now = 0
  const RealDate = Date
  const RealString = String
  const { UTC, parse: parseDate } = RealDate
  const zoned = /(?:z|[+-]\d\d:?\d\d|gmt|utc)\s*$/i
  const dateOnly = /^[+-]?\d+(?:-\d\d){0,2}$/
  const offsetOf = RealDate.prototype.getTimezoneOffset
  const parseUtc = (text: string): number => {
    const time = parseDate(text)
    return zoned.test(text) || dateOnly.test(text) ? time : time - offsetOf.call(new RealDate(time)) * 60_000
  }
  const timeOf = (parts: readonly unknown[]): unknown => {
    if (parts.length === 0) return now
    if (parts.length > 1) return (UTC as AnyFunction)(...parts)
    return typeof parts[0] === 'string' ? parseUtc(parts[0]) : parts[0]
  }
  const FrozenDate = function (this: unknown, ...parts: unknown[]) {
    if (!new.target) return new RealDate(now).toUTCString()
    return Reflect.construct(RealDate, [timeOf(parts)], new.target)
  } as unknown as DateConstructor & { prototype: Record<string, unknown> }
  FrozenDate.now = () => now
  FrozenDate.UTC = UTC
  FrozenDate.parse = (text) => parseUtc(RealString(text))
  const clock = RealDate.prototype as unknown as Record<string, AnyFunction | DateConstructor>
  for (const part of ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    clock[`get${part}`] = clock[`getUTC${part}`]!
    clock[`set${part}`] = clock[`setUTC${part}`]!
  }
  clock.getDay = clock.getUTCDay!
  clock.getTimezoneOffset = () => 0
  for (const form of ['', 'Date', 'Time', 'Locale', 'LocaleDate', 'LocaleTime'])
    Reflect.set(clock, `to${form}String`, clock.toUTCString)
  clock.constructor = FrozenDate
  FrozenDate.prototype = clock as never
  scope.Date = FrozenDate

  // Pseudo-random numbers that are the same at each call.
  let seed = 0x2545f491
  Math.random = () => {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    return (seed >>> 0) / 4_294_967_296
  }

  const log: string[] = []
  const write = (...values: unknown[]) => {
    if (log.length >= 20) return
    log.push(
      values
        .map((value) => (typeof value === 'object' ? stringify(value) : RealString(value)))
        .join(' ')
        .slice(0, 200),
    )
  }
  scope.console = { log: write, info: write, warn: write, error: write, debug: write }
  const commonJs: { exports: unknown } = { exports: {} }
  scope.module = commonJs
  scope.exports = commonJs.exports

  let functions: Names = {}
  let old: 'Decode' | 'Decoder' | undefined
  const bind = (globals: Names, kind: CodecKind) => {
    const exported = commonJs.exports as Names | AnyFunction | null
    const own = typeof exported === 'function' ? { decodeUplink: exported } : exported
    functions = { ...globals, ...own }
    const isOld = kind !== 'auto' || typeof functions.decodeUplink !== 'function'
    const order = kind === 'ttn-v2' ? (['Decoder', 'Decode'] as const) : (['Decode', 'Decoder'] as const)
    old = isOld ? order.find((name) => typeof functions[name] === 'function') : undefined
    const names: string[] = ['decodeUplink', 'normalizeUplink', 'encodeDownlink', 'decodeDownlink']
    if (old)
      functions = { ...functions, decodeUplink: functions[old], encodeDownlink: functions.Encode ?? functions.Encoder }
    return stringify(names.filter((name) => typeof functions[name] === 'function'))
  }

  const callOld = (request: VmRequest, asked: AnyFunction) => {
    if (request.call === 'encodeDownlink') {
      const bytes = functions.Encode
        ? asked(request.fPort ?? 1, request.data, request.variables ?? {})
        : asked(request.data, request.fPort ?? 1)
      return { bytes }
    }
    const data =
      old === 'Decode'
        ? asked(request.fPort, request.bytes, request.variables ?? {})
        : asked(request.bytes, request.fPort)
    return { data }
  }
  const callNew = ({ call, bytes, fPort, recvTime, variables, data, warnings }: VmRequest, asked: AnyFunction) => {
    if (call === 'encodeDownlink') return asked({ data, fPort, variables: variables ?? {} })
    if (call === 'normalizeUplink') return asked({ data, warnings })
    return asked({ bytes, fPort, recvTime: new FrozenDate(recvTime), variables: variables ?? {} })
  }
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? RealString(value) : value)

  const run = (text: string): string => {
    const request = parse(text) as VmRequest
    now = request.recvTime
    const asked = functions[request.call]
    if (typeof asked !== 'function') return '{"missing":true}'
    try {
      const isOld = old !== undefined && (request.call === 'decodeUplink' || request.call === 'encodeDownlink')
      const value = isOld ? callOld(request, asked) : callNew(request, asked)
      if (value instanceof Promise) return '{"promise":true}'
      const json = stringify({ value, log }, plain)
      // The size is told, not the text: what is too large never leaves.
      return json.length > outputLength ? `{"tooLarge":${json.length}}` : json
    } catch (error) {
      const { name, message, stack } =
        error instanceof Error ? error : { name: 'Error', message: RealString(error), stack: '' }
      const cut = (of: unknown, length: number) => RealString(of ?? '').slice(0, length)
      return stringify({ threw: { name: cut(name, 60), message: cut(message, 500), stack: cut(stack, 2000) } })
    }
  }
  return { bind, run }
}
