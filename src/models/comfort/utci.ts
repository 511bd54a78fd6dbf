/** What to do with wind below 0.5 m/s, where UTCI is not defined: leave NaN, or compute as if it were 0.5 m/s. */
export type Calm = 'refuse' | 'raise'

export interface UtciOptions {
  readonly calm?: Calm
}

/** UTCI in °C of air at `temperature` °C, mean radiant temperature `radiant` °C, wind at 10 m in m/s and relative humidity %. NaN outside its validity. */
export function utci(
  _temperature: number,
  _radiant: number,
  _wind10: number,
  _humidity: number,
  _options: UtciOptions = {},
): number {
  throw new Error('not written yet')
}

/** UTCI of each cell where temperature and humidity are the same everywhere; `wind` (10 m) one for all or one by cell. */
export function utciMap(
  _weather: { readonly temperature: number; readonly humidity: number; readonly wind: number | Float32Array },
  _radiant: Float32Array,
  _options: UtciOptions & { readonly into?: Float32Array } = {},
): Float32Array<ArrayBufferLike> {
  throw new Error('not written yet')
}
