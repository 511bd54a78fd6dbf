// Each says how good one thing is for walking, from 0 (bad) to 1 (good).

const within = (share: number) => Math.max(0, Math.min(1, share))

/**
 * Junctions a square kilometre. Cerin et al., Lancet Global Health 10 (2022), e895, adults of 14 cities: from about 100, most
 * people walk to get about.
 */
const ENOUGH_JUNCTIONS = 100
export const connectivityScore = (junctions: number): number => within(junctions / ENOUGH_JUNCTIONS)

/** Meeder, Aebi and Weidmann, Transportation Research Procedia 27 (2017): each percent of slope makes a walk a tenth less attractive. */
const A_PERCENT = 0.9
/** `slope` in percent, up or down. */
export const slopeScore = (slope: number): number => A_PERCENT ** Math.abs(slope)

/** UTCI, °C: no heat stress to 26, extreme above 46 (Błażejczyk et al., Geographia Polonica 86, 2013). In a straight line between. */
const [NO_STRESS, EXTREME] = [26, 46]
export const comfortScore = (utci: number): number => within((EXTREME - utci) / (EXTREME - NO_STRESS))

/** The rule of 3-30-300: a canopy of 30 %, and a park within 300 m (Konijnendijk, Journal of Forestry Research 34, 2023). */
const ENOUGH_CANOPY = 0.3
export const canopyScore = (share: number): number => within(share / ENOUGH_CANOPY)
const NEAR_PARK_M = 300
/** `metres` on foot to the nearest park: in full within 300, nothing at `limit`. */
export const parkScore = (metres: number, limit: number): number =>
  within((limit - metres) / Math.max(1, limit - NEAR_PARK_M))
