import type { Bilingual, Colour } from '../../kernel/index.ts'

/** The types of Stewart and Oke (2012): ten of building, seven of land cover. */
export const builtTypes = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const
export const coverTypes = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const
export type BuiltType = (typeof builtTypes)[number]
export type CoverType = (typeof coverTypes)[number]
export type LczType = BuiltType | CoverType

interface LczFacts {
  readonly name: Bilingual
  /** The colours of WUDAPT, as the global map of Demuzere et al. (2022), Earth System Science Data 14, 3835–3873, has them. */
  readonly colour: Colour
}

const facts = (fr: string, en: string, colour: Colour): LczFacts => ({ name: { fr, en }, colour })

/** What the types are called and how maps show them. English: Stewart and Oke (2012), table 2. */
export const lczTypes: Readonly<Record<LczType, LczFacts>> = {
  1: facts('Ensemble compact de tours', 'Compact high-rise', '#8c0000'),
  2: facts('Ensemble compact d’immeubles', 'Compact midrise', '#d10000'),
  3: facts('Ensemble compact de maisons', 'Compact low-rise', '#ff0000'),
  4: facts('Tours espacées', 'Open high-rise', '#bf4d00'),
  5: facts('Immeubles espacés', 'Open midrise', '#ff6600'),
  6: facts('Maisons espacées', 'Open low-rise', '#ff9955'),
  7: facts('Constructions légères serrées', 'Lightweight low-rise', '#faee05'),
  8: facts('Bâtiments bas de grande emprise', 'Large low-rise', '#bcbcbc'),
  9: facts('Bâti épars', 'Sparsely built', '#ffccaa'),
  10: facts('Industrie lourde', 'Heavy industry', '#555555'),
  A: facts('Arbres denses', 'Dense trees', '#006a00'),
  B: facts('Arbres épars', 'Scattered trees', '#00aa00'),
  C: facts('Buissons, broussailles', 'Bush, scrub', '#648525'),
  D: facts('Végétation basse', 'Low plants', '#b9db79'),
  E: facts('Roche nue ou sol revêtu', 'Bare rock or paved', '#000000'),
  F: facts('Sol nu ou sable', 'Bare soil or sand', '#fbf7ae'),
  G: facts('Eau', 'Water', '#6a6aff'),
}
