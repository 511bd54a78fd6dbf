import type { CodecCall } from '../types.ts'
import { listOf, recordOf, textOf } from './files.ts'
import type { Example } from './types.ts'

/** When an example does not say: a fixed instant, so that the same check gives the same result. */
const someTime = new Date('2024-01-01T00:00:00Z')

const bytesOf = (value: unknown): number[] | undefined =>
  Array.isArray(value) && value.every((byte) => typeof byte === 'number') ? value : undefined

const timeOf = (value: unknown): Date => {
  const time = new Date(textOf(value) ?? Number.NaN)
  return Number.isNaN(time.getTime()) ? someTime : time
}

const textsOf = (value: unknown): string[] => listOf(value).map(String)

/** Examples of one function, whose results are under `key`. */
export function examplesOf(call: CodecCall, list: unknown, key: 'output' | 'expected'): Example[] {
  return listOf(list).map((item, i) => {
    const example = recordOf(item)
    const input = recordOf(example.input)
    const output = recordOf(example[key])
    const bytes = bytesOf(input.bytes)
    const outBytes = bytesOf(output.bytes)
    return {
      call,
      description: textOf(example.description) ?? textOf(example.name) ?? `#${i + 1}`,
      ...(bytes && { bytes }),
      ...(typeof input.fPort === 'number' && { fPort: input.fPort }),
      recvTime: timeOf(input.recvTime),
      ...(input.variables !== undefined && { variables: recordOf(input.variables) as Record<string, string> }),
      ...(input.data !== undefined && { data: recordOf(input.data) }),
      expected: {
        ...(output.data !== undefined && { data: output.data }),
        ...(outBytes && { bytes: outBytes }),
        ...(typeof output.fPort === 'number' && { fPort: output.fPort }),
        ...(textsOf(output.warnings).length > 0 && { warnings: textsOf(output.warnings) }),
        ...(textsOf(output.errors).length > 0 && { errors: textsOf(output.errors) }),
      },
    }
  })
}

/** Examples of `normalizeUplink`: what it must make of the result of the same example. */
export function normalisedExamplesOf(list: unknown): Example[] {
  return listOf(list).flatMap((item) => {
    const example = recordOf(item)
    if (example.normalizedOutput === undefined) return []
    const expected = recordOf(example.normalizedOutput).data
    return [
      {
        call: 'normalizeUplink',
        description: textOf(example.description) ?? '',
        data: recordOf(recordOf(example.output).data),
        expected: { data: Array.isArray(expected) ? expected : [expected] },
      } as const,
    ]
  })
}
