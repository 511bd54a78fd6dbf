/** A colour of the screen: red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number]

/**
 * From a dark blue to a pale yellow on a straight line of OKLab (Björn Ottosson, 2020), where equal lengths look equal: equal
 * steps of value are equal steps to the eye. Blue and yellow stay apart for those who do not tell red from green, and
 * lightness alone carries the order: it reads in grey too.
 */
const LOW = [0.27, -0.005, -0.1] as const
const HIGH = [0.93, -0.03, 0.14] as const
const STEPS = 256

const mix = (t: number, i: 0 | 1 | 2) => LOW[i] + (HIGH[i] - LOW[i]) * t

/** OKLab to sRGB: the matrices of its author, then the curve of IEC 61966-2-1. */
function toScreen(l: number, a: number, b: number): Colour {
  const [long, medium, short] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ]
  const curve = (value: number) =>
    Math.round(255 * (value <= 0.0031308 ? 12.92 * Math.max(0, value) : 1.055 * value ** (1 / 2.4) - 0.055))
  return [
    curve(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    curve(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    curve(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ]
}

/** The colours from the least value to the greatest. */
export const ramp: readonly Colour[] = Array.from({ length: STEPS }, (_, i) => {
  const t = i / (STEPS - 1)
  return toScreen(mix(t, 0), mix(t, 1), mix(t, 2))
})

/** The colour of a value by its share of the range: 0 the least, 1 the greatest. Beyond them, that of the end. */
export const colourAt = (share: number): Colour =>
  ramp[Math.min(STEPS - 1, Math.max(0, Math.round(share * (STEPS - 1))))]!

export const hexOf = (colour: Colour): string => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
