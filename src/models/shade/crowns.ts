/**
 * Share of the direct beam that goes through the crown of a broad-leaved tree, in leaf and bare. J. Konarska, F. Lindberg, A. Larsson,
 * S. Thorsson, B. Holmer, « Transmissivity of solar radiation through crowns of single urban trees », Theoretical and Applied
 * Climatology 117 (2014) 363–376: 0.013 to 0.053 in leaf and 0.40 to 0.52 without, measured on five species in Gothenburg. The values
 * taken are those of SOLWEIG (UMEP manual): 3 % and 50 %.
 */
export const transmissivity = { leafOn: 0.03, leafOff: 0.5 } as const

/** Height of the base of a crown as a share of that of its top, where trunks are not known: Lindberg & Grimmond (2011), in UMEP 25 %. */
export const TRUNK = 0.25
