type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

/** The same numbers with room for `least` of them: half as much again is taken, so that growing one by one costs little. */
export function withRoom<T extends Numbers>(numbers: T, least: number): T {
  if (numbers.length >= least) return numbers
  const wider = new (numbers.constructor as new (length: number) => T)(
    Math.max(least, Math.ceil(numbers.length * 1.5), 64),
  )
  wider.set(numbers as never)
  return wider
}
