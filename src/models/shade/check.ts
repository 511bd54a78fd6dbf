import { OrchestraError } from '../../kernel/index.ts'
import type { Core, ShadeOptions, Sun, Surface } from './surface.ts'

/** Cells that obstacles may be looked for: what memory holds. */
const MOST_REACH = 1000
/** As in `assembly/heights.ts`, m. */
const HIGHEST = 10_000

/** Throws `shade.surface`, `shade.core` or `shade.options` for what cannot be computed. */
export function checkShade(surface: Surface, core: Core, { reach, transmissivity }: ShadeOptions): void {
  const { width, height, step, origin, trunk } = surface
  const cells = width * height
  for (const name of ['ground', 'buildings', 'canopy'] as const) {
    if (surface[name].length !== cells)
      wrong(
        'shade.surface',
        `« ${name} » a ${surface[name].length} valeurs et la surface ${width} × ${height} cellules`,
        `"${name}" has ${surface[name].length} values, and the surface ${width} × ${height} cells`,
      )
  }
  if (!(step > 0 && Number.isFinite(step) && origin.every(Number.isFinite)))
    wrong(
      'shade.surface',
      `la cellule a ${step} m de côté et le coin est en ${origin.join(' ')}`,
      `the cell has a side of ${step} m and the corner is at ${origin.join(' ')}`,
    )
  if (!isShare(trunk))
    wrong(
      'shade.surface',
      `la base des houppiers est à ${trunk} de leur hauteur`,
      `crowns start at ${trunk} of their height`,
    )
  const { left, top } = core
  const isInside =
    [left, top, core.width, core.height].every((n) => Number.isInteger(n) && n >= 0) &&
    left + core.width <= width &&
    top + core.height <= height
  if (!isInside)
    wrong(
      'shade.core',
      `les cellules demandées (${core.width} × ${core.height} depuis ${left}, ${top}) sortent de la surface de ${width} × ${height}`,
      `the cells asked for (${core.width} × ${core.height} from ${left}, ${top}) are not within the surface of ${width} × ${height}`,
    )
  if (!(reach > 0 && reach / step <= MOST_REACH))
    wrong(
      'shade.options',
      `la portée de ${reach} m n’est pas de 1 à ${MOST_REACH} cellules de ${step} m`,
      `the reach of ${reach} m is not 1 to ${MOST_REACH} cells of ${step} m`,
    )
  if (!isShare(transmissivity))
    wrong('shade.options', `la transmissivité est de ${transmissivity}`, `the transmissivity is ${transmissivity}`)
}

/** Throws `shade.sun` for a sun that is nowhere. */
export function checkSun({ azimuth, elevation }: Sun): void {
  if (Number.isFinite(azimuth) && elevation <= 90 && elevation >= -90) return
  wrong(
    'shade.sun',
    `le soleil est à l’azimut ${azimuth} et à la hauteur ${elevation}`,
    `the sun is at azimuth ${azimuth} and elevation ${elevation}`,
  )
}

/** Names the first height that is none of the earth's: throws `shade.height`. */
export function refuseHeights(surface: Surface): never {
  for (const name of ['ground', 'buildings', 'canopy'] as const) {
    const values = surface[name]
    const at = values.findIndex((value) => Math.abs(value) >= HIGHEST && (name === 'ground' || value > 0))
    if (at < 0) continue
    const [row, column] = [Math.floor(at / surface.width), at % surface.width]
    throw new OrchestraError({
      code: 'shade.height',
      say: {
        fr: `La hauteur ${values[at]} m n’existe pas sur Terre.`,
        en: `The height ${values[at]} m does not exist on Earth.`,
      },
      remedy: {
        fr: 'Remplacez les valeurs manquantes par NaN avant de calculer les ombres.',
        en: 'Replace missing values by NaN before computing shade.',
      },
      place: `${name}, row ${row}, column ${column}`,
      facts: { row, column, value: values[at] },
    })
  }
  throw new Error('every height is one of the earth')
}

const isShare = (value: number) => value >= 0 && value <= 1

function wrong(code: string, fr: string, en: string): never {
  throw new OrchestraError({
    code,
    say: { fr: `Ombres incalculables : ${fr}.`, en: `Shade cannot be computed: ${en}.` },
    remedy: {
      fr: 'Corrigez ce qui est donné : les parts vont de 0 à 1, les longueurs sont en mètres, les angles en degrés.',
      en: 'Correct what is given: shares go from 0 to 1, lengths are in metres, angles in degrees.',
    },
  })
}
