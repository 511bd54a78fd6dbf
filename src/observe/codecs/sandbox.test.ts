import { afterAll, expect, test } from 'vitest'
import { failure } from '../../store/testing.ts'
import { openSandbox } from './index.ts'

const sandbox = openSandbox()
const impatient = openSandbox({ callMs: 100, hangMs: 400 })
// Time enough to fill the memory on a busy machine.
const patient = openSandbox({ memoryBytes: 17 * 1_048_576, callMs: 5000, hangMs: 20_000 })
afterAll(() => Promise.all([sandbox, impatient, patient].map((one) => one.close())))

const noon = new Date('2024-05-05T12:00:00Z')
const frame = (...bytes: number[]) => ({ bytes: Uint8Array.from(bytes), fPort: 5, recvTime: noon })

/** Decodes with the body of a `decodeUplink`. */
const decode = async (body: string, before = '', inside = sandbox) => {
  const codec = await inside.openCodec(`${before}\nfunction decodeUplink(input) {\n${body}\n}`)
  return codec.decodeUplink(frame(1, 2, 255))
}
const data = async (expression: string) => (await decode(`return { data: { it: ${expression} } }`)).data.it
const why = async (body: string, before = '', inside = sandbox) => {
  const { code, place, facts } = await failure(decode(body, before, inside))
  return [code, place, facts.message].filter((part) => part !== undefined).join(' ')
}

test('the modern form: bytes, port, time, variables, warnings, console', async () => {
  const codec = await sandbox.openCodec(`
    const decodeUplink = ({ bytes, fPort, recvTime, variables }) => {
      console.log('port', fPort, { a: 1 })
      return { data: { sum: bytes.reduce((a, b) => a + b), fPort, at: recvTime, unit: variables.unit }, warnings: ['w'] }
    }`)
  expect(codec.calls).toEqual(['decodeUplink'])
  expect(await codec.decodeUplink({ ...frame(1, 2, 255), variables: { unit: 'm' } })).toEqual({
    data: { sum: 258, fPort: 5, at: '2024-05-05T12:00:00.000Z', unit: 'm' },
    warnings: ['w'],
    log: ['port 5 {"a":1}'],
  })
})

test('downlinks and normalised measurements', async () => {
  const codec = await sandbox.openCodec(`
    function decodeUplink(input) { return { data: { t: input.bytes[0] } } }
    function normalizeUplink(input) { return { data: [{ air: { temperature: input.data.t } }], warnings: input.warnings } }
    function encodeDownlink(input) { return { bytes: [input.data.period], fPort: 6 } }
    function decodeDownlink(input) { return { data: { period: input.bytes[0] } } }`)
  expect(codec.calls).toEqual(['decodeUplink', 'normalizeUplink', 'encodeDownlink', 'decodeDownlink'])
  const decoded = await codec.decodeUplink(frame(21))
  expect(await codec.normalizeUplink(decoded)).toEqual({ data: [{ air: { temperature: 21 } }], warnings: [] })
  expect(await codec.encodeDownlink({ period: 9 })).toEqual({ bytes: Uint8Array.of(9), fPort: 6, warnings: [] })
  expect((await codec.decodeDownlink(frame(9))).data).toEqual({ period: 9 })
  expect((await failure(codec.encodeDownlink({ period: 900 }))).code).toBe('codec.output')
})

test('older forms, and CommonJS', async () => {
  const results = await Promise.all(
    [
      'function Decode(fPort, bytes, variables) { return { it: [fPort, bytes[0], typeof variables] } }',
      'function Decoder(bytes, port) { return { it: [port, bytes[0], "object"] } }',
      'exports.decodeUplink = (i) => ({ data: { it: [i.fPort, i.bytes[0], typeof i.variables] } })',
      'module.exports = { decodeUplink(i) { return { data: { it: [i.fPort, i.bytes[0], "object"] } } } }',
      'module.exports = function (i) { return { data: { it: [i.fPort, i.bytes[0], "object"] } } }',
    ].map(async (source) => (await (await sandbox.openCodec(source)).decodeUplink(frame(7))).data),
  )
  expect(results).toEqual(results.map(() => ({ it: [5, 7, 'object'] })))
  const both = `
    function decodeUplink() { return { data: { form: 'new' } } }
    function Decode() { return { form: 'v3' } }
    function Encode(fPort, object) { return [fPort, object.a] }
    function Decoder() { return { form: 'v2' } }`
  const forms = (['auto', 'chirpstack-v3', 'ttn-v2'] as const).map(async (kind) => {
    const codec = await sandbox.openCodec(both, kind)
    return [(await codec.decodeUplink(frame(1))).data.form, codec.calls.includes('encodeDownlink')]
  })
  expect(await Promise.all(forms)).toEqual([
    ['new', false],
    ['v3', true],
    ['v2', true],
  ])
  const old = await sandbox.openCodec(both, 'chirpstack-v3')
  expect((await old.encodeDownlink({ a: 3 }, 10)).bytes).toEqual(Uint8Array.of(10, 3))
})

test('no clock but recvTime, no zone, no chance', async () => {
  expect(await data('[new Date(), Date.now(), new Date(Date.now()).getHours(), typeof performance]')).toEqual([
    noon.toISOString(),
    noon.getTime(),
    12,
    'undefined',
  ])
  expect(
    await data('[new Date(2024, 6, 1, 3), new Date("2024-07-01T03:00:00"), new Date("2024-07-01"), new Date(0)]'),
  ).toEqual([
    '2024-07-01T03:00:00.000Z',
    '2024-07-01T03:00:00.000Z',
    '2024-07-01T00:00:00.000Z',
    '1970-01-01T00:00:00.000Z',
  ])
  expect(
    await data(
      '[new Date().getTimezoneOffset(), Date(), new (new Date().constructor)().getTime(), new Date() instanceof Date]',
    ),
  ).toEqual([0, noon.toUTCString(), noon.getTime(), true])
  expect(await data('String(new Date()) + " " + new Date().toLocaleTimeString()')).toBe(
    `${noon.toUTCString()} ${noon.toUTCString()}`,
  )
  expect(await data('[Math.random(), Math.random()]')).toEqual(await data('[Math.random(), Math.random()]'))
})

test('a frame leaves nothing behind for the next', async () => {
  const codec = await sandbox.openCodec(`
    var seen = 0
    const big = new Uint8Array(400000)
    function decodeUplink(input) {
      seen++; big[399999]++; big[100000]++
      Object.prototype.poison = (Object.prototype.poison || 0) + 1
      Array.prototype.toString = () => 'poisoned'
      globalThis.leak = (globalThis.leak || 0) + 1
      const before = [seen, big[399999], big[100000], ({}).poison, leak]
      if (input.bytes[0] === 1) JSON.stringify = () => '{"value":{"data":{"forged":true}}}'
      if (input.bytes[0] === 2) while (true) {}
      return { data: { before } }
    }`)
  const clean = { before: [1, 1, 1, 1, 1] }
  expect((await codec.decodeUplink(frame(0))).data).toEqual(clean)
  expect((await codec.decodeUplink(frame(1))).data).toEqual(clean)
  expect((await failure(codec.decodeUplink(frame(2)))).code).toBe('codec.timeout')
  expect((await codec.decodeUplink(frame(0))).data).toEqual(clean)
})

test('nothing of ours is inside', async () => {
  for (const name of [
    'process',
    'require',
    'fetch',
    'setTimeout',
    'WebAssembly',
    'Buffer',
    'XMLHttpRequest',
    'SharedArrayBuffer',
    'std',
    'os',
  ])
    expect(await data(`typeof ${name}`), name).toBe('undefined')
  const escapes = [
    'this.constructor.constructor("return process")()',
    '(function(){}).constructor("return process")().exit()',
    'console.log.constructor("return process")()',
    'new Error().stack.constructor.constructor("return globalThis.process.env")()',
    'input.constructor.constructor("return require")()("fs")',
  ]
  for (const attempt of escapes) expect(await why(`return ${attempt}`), attempt).toContain('codec.threw')
  expect(await why('return import("node:fs")')).toBe('codec.async')
  const hostile = await decode(`return JSON.parse('{"data":{"__proto__":{"admin":true},"a":{"__proto__":[1]}}}')`)
  expect(JSON.stringify(hostile.data)).toBe('{"a":{}}')
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

test('what does not end is stopped, and the others go on', async () => {
  const good = await impatient.openCodec('function decodeUplink() { return { data: { fine: 1 } } }')
  const bad = [
    'while (true) {}',
    'for (;;) { try { while (true) {} } catch (e) {} }',
    'return { data: { it: /^(a+)+$/.test("a".repeat(40) + "!") } }',
    'return { data: { it: [].indexOf.call({ length: 2 ** 53 }, 1) } }',
    'return { data: { get it() { while (true) {} } } }',
    'throw { toString() { while (true) {} } }',
  ]
  const [reasons, fine] = await Promise.all([
    Promise.all(bad.map((body) => why(body, '', impatient))),
    Promise.all(bad.map(() => good.decodeUplink(frame(1)))),
  ])
  expect(reasons.map((reason) => reason.split(' ')[0])).toEqual(bad.map(() => 'codec.timeout'))
  expect(fine.map((decoded) => decoded.data)).toEqual(bad.map(() => ({ fine: 1 })))
})

test('memory, stack and size of what comes out are limited', async () => {
  const bombs = ['new Uint8Array(1e5)', 'new Array(1e4).fill(0)', '"x".repeat(1e5) + a.length', '{}', '[...a]']
  for (const bomb of bombs)
    expect(await why(`const a = []; while (true) a.push(${bomb})`, '', patient), bomb).toContain('codec.memory')
  expect(await why('let s = "x"; while (true) s += s')).toContain('codec.memory')
  expect(await why('return (function f() { return f() + 1 })()')).toContain('codec.stack')
  expect(await why('return { data: { it: "x".repeat(100000) } }')).toContain('codec.output')
  expect(await why('let a = []; for (let i = 0; i < 40; i++) a = [a]; return { data: { a } }')).toContain(
    'codec.output',
  )
  expect(await why('const a = {}; a.a = a; return { data: a }')).toContain('codec.threw')
  const { log } = await decode('for (let i = 0; i < 1e3; i++) console.log("y".repeat(1e4)); return { data: {} }')
  expect([log.length, log[0]!.length]).toEqual([20, 200])
  expect((await failure(sandbox.openCodec(' '.repeat(600_000)))).code).toBe('codec.too-large')
})

test('wrong results are named', async () => {
  for (const wrong of [
    '',
    'return 5',
    'return null',
    'return []',
    'return {}',
    'return { data: 5 }',
    'return { data: [1] }',
  ])
    expect(await why(wrong), wrong).toContain('codec.output')
  expect(await why('return Promise.resolve({ data: {} })')).toBe('codec.async')
  const async = await sandbox.openCodec('async function decodeUplink() { return { data: {} } }')
  expect((await failure(async.decodeUplink(frame(1)))).code).toBe('codec.async')
  const refusal = await failure(decode('return { errors: ["bad checksum", "short"] }'))
  expect([refusal.code, refusal.say.en, refusal.facts.errors]).toEqual([
    'codec.refused',
    'The codec refuses this frame: bad checksum; short',
    ['bad checksum', 'short'],
  ])
  expect(await data('[NaN, 1 / 0, undefined, 2n ** 70n, new Date(NaN)]')).toEqual([
    null,
    null,
    null,
    '1180591620717411303424',
    null,
  ])
})

test('an error of the codec tells its message and line', async () => {
  expect(await why('  const x = null\n  return x.length')).toBe(
    "codec.threw codec.js:4 TypeError: cannot read property 'length' of null",
  )
  expect(await why('throw "just text"')).toBe('codec.threw Error: just text')
  expect(await why('return {', 'let ok = 1\nlet 2x')).toMatch(/^codec\.syntax codec\.js:2 SyntaxError/)
  expect(await why('return {}', 'nowhere()')).toBe("codec.threw codec.js:1 ReferenceError: 'nowhere' is not defined")
  expect((await failure(sandbox.openCodec('const a = 1'))).code).toBe('codec.no-function')
  expect((await failure(sandbox.openCodec('while (true) {}\nfunction decodeUplink() {}'))).code).toBe('codec.timeout')
  const codec = await sandbox.openCodec('function decodeUplink() {}')
  expect((await failure(codec.encodeDownlink({}))).code).toBe('codec.not-defined')
})

test('a closed sandbox says so', async () => {
  const closing = openSandbox()
  const codec = await closing.openCodec('function decodeUplink() { return { data: {} } }')
  const waits = failure(codec.decodeUplink(frame(1)))
  await closing.close()
  expect((await waits).code).toBe('codec.closed')
  expect((await failure(codec.decodeUplink(frame(1)))).code).toBe('codec.closed')
})
