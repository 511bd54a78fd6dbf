import { extraterrestrial, type FlatRadiation, type SunAbove } from './clear.ts'

/**
 * A global radiation (W/m²) split into direct and diffuse, on the flat: Erbs, Klein and Duffie, Solar Energy 28 (1982) 293–302. Reindl et al. (1990), that
 * SOLWEIG takes, jumps from one tenth to a quarter of diffuse light where the sky is at its clearest; Erbs does not.
 */
export function splitGlobal(measured: number, sun: SunAbove): FlatRadiation {
  const [global, above] = [Math.max(0, measured), extraterrestrial(sun)]
  const diffuse = global * (above > 0 ? diffuseShare(global / above) : 1)
  return { global, direct: global - diffuse, diffuse }
}

/** Of the clearness index: global radiation over that above the air. */
function diffuseShare(k: number): number {
  if (k <= 0.22) return 1 - 0.09 * k
  if (k > 0.8) return 0.165
  return 0.9511 - 0.1604 * k + 4.388 * k ** 2 - 16.638 * k ** 3 + 12.336 * k ** 4
}
