// JSON has whole numbers of any length; those beyond 2^53 would be rounded by JSON.parse.

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown

const { rawJSON } = JSON as unknown as { rawJSON(text: string): object }

/**
 * Reads JSON without rounding: a whole number that JavaScript cannot hold becomes an object that JSON.stringify writes as the
 * very same digits. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  // Hardly any document has a number that long: the others are read at full speed.
  return /\d{16}/.test(text) ? JSON.parse(text, exact as never) : JSON.parse(text)
}

const exact: Reviver = (_, value, { source }) =>
  typeof value === 'number' && source !== undefined && isRounded(value, source) ? rawJSON(source) : value

const isRounded = (value: number, source: string): boolean =>
  Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) && BigInt(value) !== BigInt(source)
