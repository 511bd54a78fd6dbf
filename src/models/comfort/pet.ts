import { saturationPressure, vapourPressure } from './humidity.ts'

/** The person that PET is defined for: Höppe, Int. J. Biometeorol. 43 (1999) 71–75; VDI 3787 part 2 (2008). A man, working lightly. */
const person = {
  /** Years, kg, m, W over rest, clo. */
  age: 35,
  weight: 75,
  height: 1.8,
  activity: 80,
  clothing: 0.9,
} as const
/** The room that PET compares with: air at rest, m/s, and its vapour pressure, hPa (Höppe 1999). */
const room = { wind: 0.1, vapour: 12 } as const
/** hPa: the standard atmosphere. */
const PRESSURE = 1013.25
const STEFAN_BOLTZMANN = 5.67e-8

// The body of the model, all of Walther and Goestchel 2018 after Höppe's MEMI. Area in m² (Du Bois), rest in W (Harris and Benedict, for men).
const area = 0.203 * person.weight ** 0.425 * person.height ** 0.725
const atRest =
  3.45 *
  person.weight ** 0.75 *
  (1 + 0.004 * (30 - person.age) + 0.01 * ((person.height * 100) / person.weight ** (1 / 3) - 43.4))
/** Heat made, W/m². */
const made = (person.activity + atRest) / area
const { clothing } = person
/** Of the body under clothes, 0 to 1; what clothes add to its area; clothed area over body area. */
const covered = (173.51 * clothing - 2.36 - 100.76 * clothing ** 2 + 19.28 * clothing ** 3) / 100
const widened = 1 + 0.31 * clothing
const clothed = covered + widened - 1
/** Resistance of the clothes, m² K/W, and what passes through them as through a tube around legs and trunk, W m⁻² K⁻¹. */
const resistance = clothing / 6.45
const tube = 6.28 * person.height * ((person.height - 0.2) / person.height)
const [inner, outer] = [(covered * area) / tube, (clothed * area) / tube]
const through = (tube * (outer - inner)) / (resistance * Math.log(outer / inner) * clothed * area)
/** Share of the body that radiates to its surroundings (Höppe). */
const radiating = 0.725

/** Skin, core and clothes, °C. */
interface Body {
  readonly core: number
  readonly skin: number
  readonly clothes: number
}

interface Surroundings {
  readonly temperature: number
  readonly radiant: number
  readonly wind: number
  readonly vapour: number
}

/**
 * Physiological Equivalent Temperature, °C: the air temperature of a room without wind or sun where a person would have the same skin and core
 * temperatures. Air °C, mean radiant °C, wind at 1.1 m in m/s (`walkingWind`), relative humidity %. NaN where an input is missing or no balance is found.
 *
 * Höppe (1999), corrected as Walther and Goestchel, "The P.E.T. comfort index: Questioning the model", Building and Environment 137 (2018) 1–10,
 * have it: vapour diffuses through clothes, all balances are solved together. Its authors' own routines and tables differ by 2 K.
 */
export function pet(temperature: number, radiant: number, wind: number, humidity: number): number {
  const outside = { temperature, radiant, wind, vapour: vapourPressure(temperature, humidity) }
  if (!(Object.values(outside).every(Number.isFinite) && wind >= 0 && humidity >= 0 && humidity <= 100))
    return Number.NaN
  const body = balance(outside)
  return root((air) => whole(body, { ...room, temperature: air, radiant: air }), -150, 200)
}

/** The temperatures at which core, skin and clothes each lose what they get. */
function balance(outside: Surroundings): Body {
  const breath = breathing(outside)
  const coreOf = (skin: number) => root((core) => fromCore({ core, skin }) - made - breath, skin, skin + 60)
  const clothesOf = (skin: number) =>
    root((clothes) => through * (clothes - skin) - onClothes(clothes, outside), -150, 200)
  const skin = root(
    (skin) => {
      const core = coreOf(skin)
      return through * (skin - clothesOf(skin)) - fromCore({ core, skin }) - onSkin({ core, skin }, outside)
    },
    -30,
    60,
  )
  return { skin, core: coreOf(skin), clothes: clothesOf(skin) }
}

/** What the whole body gains, W/m²: increasing with the temperature around. */
const whole = (body: Body, around: Surroundings): number =>
  made + breathing(around) + onClothes(body.clothes, around) + onSkin(body, around)

/** Gained by breathing, W/m²: negative. */
function breathing({ temperature, vapour }: Surroundings): number {
  const breathedOut = 0.47 * temperature + 21
  const air = made * 1.44e-6
  return (
    air *
    (1010 * (temperature - breathedOut) + ((0.623 * 2.42e6) / PRESSURE) * (vapour - saturationPressure(breathedOut)))
  )
}

/** Gained by the clothes from around, by radiation and convection. */
const onClothes = (clothes: number, { temperature, radiant, wind }: Surroundings): number =>
  clothed * (radiation(radiant, clothes, 0.95) + convection(wind) * (temperature - clothes))

/** Gained by the skin from around: radiation and convection where bare, less what evaporates. */
function onSkin({ skin, core }: Omit<Body, 'clothes'>, around: Surroundings): number {
  const { temperature, radiant, wind } = around
  const bare = (1 - covered) * (radiation(radiant, skin, 0.99) + convection(wind) * (temperature - skin))
  return bare - evaporation({ skin, core }, around)
}

const radiation = (radiant: number, surface: number, emissivity: number): number =>
  radiating * emissivity * STEFAN_BOLTZMANN * ((radiant + 273.15) ** 4 - (surface + 273.15) ** 4)

/** W m⁻² K⁻¹ (Höppe). */
const convection = (wind: number): number => Math.max(3, 2.67 + 6.5 * wind ** 0.67)

/**
 * Sweat and vapour through the skin, W/m². Lewis ratio 1.67 K/hPa; 0.38 of vapour passes clothes as heat does (Woodcock). As in the published
 * routines, all sweat evaporates, even what humid air would not take.
 */
function evaporation({ skin, core }: Omit<Body, 'clothes'>, { wind, vapour }: Surroundings): number {
  const exchange = convection(wind)
  const excess = saturationPressure(skin) - vapour
  const most = (exchange * 1.67 * excess) / (1 + 0.92 * exchange * resistance)
  const above = SKIN_SHARE * (skin - SKIN_SET) + (1 - SKIN_SHARE) * (core - CORE_SET)
  // 304.94 g m⁻² h⁻¹ K⁻¹ up to 500, 2.42 kJ/g.
  const sweat = (Math.min(500, 304.94 * Math.max(0, above)) * 2420) / 3600
  const wet = sweat === 0 ? 0 : most > 0 ? Math.min(1, sweat / most) : 1
  return sweat + ((1 - wet) * excess * 1.67 * 0.38) / (1 / (widened * exchange) + resistance)
}

/** Temperatures that the body aims at, °C. */
const SKIN_SET = 34
const CORE_SET = 36.6
/** Share of the mass of the body that is skin. */
const SKIN_SHARE = 0.1

/** From core to skin, W/m²: 5.28 W/K through tissue, the rest with the blood (3640 J kg⁻¹ K⁻¹). */
const fromCore = ({ core, skin }: Omit<Body, 'clothes'>): number =>
  ((bloodFlow({ core, skin }) * 3640) / 3600 + 5.28) * (core - skin)

/** kg m⁻² h⁻¹. */
const bloodFlow = ({ core, skin }: Omit<Body, 'clothes'>): number =>
  Math.min(90, (6.3 + 75 * Math.max(0, core - CORE_SET)) / (1 + 0.5 * Math.max(0, SKIN_SET - skin)))

/** Where an increasing function is zero, to a microkelvin; NaN when it is not between the bounds. */
function root(increasing: (x: number) => number, low: number, high: number): number {
  if (!(increasing(low) <= 0 && increasing(high) >= 0)) return Number.NaN
  while (high - low > 1e-7) {
    const middle = (low + high) / 2
    if (increasing(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
