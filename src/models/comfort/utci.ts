import type { Bilingual } from '../../kernel/index.ts'
import { vapourPressure } from './humidity.ts'
import { utciExcess } from './polynomial.ts'

/** Bounds within which the polynomial was fitted: Bröde et al. 2012. */
export const utciValidity = {
  /** °C. */
  temperature: [-50, 50],
  /** Mean radiant minus air temperature, K. */
  radiantDifference: [-30, 70],
  /** At 10 m, m/s. */
  wind: [0.5, 17],
  /** hPa. */
  vapour: [0, 50],
} as const

/**
 * What to do with wind below 0.5 m/s: leave it out of the map, or compute as if it blew at 0.5 m/s. The second is usual for maps, and
 * understates how hot still air feels.
 */
export type Calm = 'refuse' | 'raise'

export interface UtciOptions {
  /** Default: `refuse`. */
  readonly calm?: Calm
}

/**
 * Universal Thermal Climate Index, °C: the air temperature of a reference place (no radiation but that of its air, 50 % of humidity up to
 * 20 hPa, 0.5 m/s at walking height) that would strain a walking body as much. Of air at `temperature` °C, mean radiant temperature
 * `radiant` °C, wind at 10 m in m/s and relative `humidity` %. NaN outside `utciValidity`: `utciRefusal` says why.
 */
export function utci(
  temperature: number,
  radiant: number,
  wind10: number,
  humidity: number,
  { calm = 'refuse' }: UtciOptions = {},
): number {
  const wind = calm === 'raise' ? raised(wind10) : wind10
  const vapour = vapourPressure(temperature, humidity)
  if (refused({ temperature, radiant, wind, vapour })) return Number.NaN
  return temperature + utciExcess(temperature, wind, radiant - temperature, vapour / 10)
}

/** Why UTCI is not defined, in words; undefined where it is. `radiant` may be left out: the rest is judged. */
export function utciRefusal(
  { temperature, radiant, wind, humidity }: { temperature: number; radiant?: number; wind: number; humidity: number },
  { calm = 'refuse' }: UtciOptions = {},
): Bilingual | undefined {
  const name = refused({
    temperature,
    radiant: radiant ?? temperature,
    wind: calm === 'raise' ? raised(wind) : wind,
    vapour: vapourPressure(temperature, humidity),
  })
  return name && refusals[name]
}

/** Wind as the option `raise` takes it, m/s. */
export const raised = (wind: number): number => Math.max(wind, utciValidity.wind[0])

type Refusal = keyof typeof utciValidity

function refused(input: { temperature: number; radiant: number; wind: number; vapour: number }): Refusal | undefined {
  const values = { ...input, radiantDifference: input.radiant - input.temperature }
  for (const name of ['temperature', 'radiantDifference', 'wind', 'vapour'] as const) {
    const [least, most] = utciValidity[name]
    // Written so that NaN is refused.
    if (!(values[name] >= least && values[name] <= most)) return name
  }
  return undefined
}

const refusals: Readonly<Record<Refusal, Bilingual>> = {
  temperature: {
    fr: 'L’air est hors de −50 à 50 °C, domaine de l’UTCI.',
    en: 'The air is outside −50 to 50 °C, the range of UTCI.',
  },
  radiantDifference: {
    fr: 'La température radiante s’écarte de celle de l’air de plus que ne l’admet l’UTCI (−30 à 70 K).',
    en: 'The radiant temperature is further from that of the air than UTCI allows (−30 to 70 K).',
  },
  wind: {
    fr: 'Le vent à 10 m est hors de 0,5 à 17 m/s, domaine de l’UTCI.',
    en: 'The wind at 10 m is outside 0.5 to 17 m/s, the range of UTCI.',
  },
  vapour: {
    fr: 'La pression de vapeur est hors de 0 à 50 hPa, domaine de l’UTCI.',
    en: 'The vapour pressure is outside 0 to 50 hPa, the range of UTCI.',
  },
}
