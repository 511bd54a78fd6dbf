import { GroundClass, type GroundCode } from '../../../src/models/radiation/index.ts'

/** What the classes of `LandCover` say of the ground. Other values say nothing. */
const coverCodes: Readonly<Record<string, GroundCode>> = {
  asphalt: GroundClass.asphalt,
  paving: GroundClass.paving,
  grass: GroundClass.grass,
  bare: GroundClass.soil,
  water: GroundClass.water,
  wood: GroundClass.underTrees,
}

export const codeOfCover = (name: string): GroundCode | undefined =>
  Object.hasOwn(coverCodes, name) ? coverCodes[name] : undefined

/** A kind of vegetation: what is under it, and how high it stands where nobody says, as a parameter of the pack. */
interface VegetationKind {
  readonly ground: GroundCode
  readonly height: 'wood_height' | 'orchard_height' | 'hedge_height' | 'shrub_height' | undefined
}

const kinds: Readonly<Record<string, VegetationKind>> = {
  wood: { ground: GroundClass.underTrees, height: 'wood_height' },
  orchard: { ground: GroundClass.grass, height: 'orchard_height' },
  hedge: { ground: GroundClass.grass, height: 'hedge_height' },
  shrub: { ground: GroundClass.grass, height: 'shrub_height' },
  vineyard: { ground: GroundClass.soil, height: 'shrub_height' },
  grass: { ground: GroundClass.grass, height: undefined },
}

/** The kind of an area of vegetation; grass when it is of none that is known. */
export const vegetationKind = (name: string): VegetationKind =>
  Object.hasOwn(kinds, name) ? kinds[name]! : kinds.grass!
