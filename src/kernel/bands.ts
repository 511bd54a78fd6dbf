import { OrchestraError } from './errors.ts'
import type { Columns } from './shape.ts'
import type { Colour } from './style.ts'
import type { Bilingual } from './text.ts'

/** Bands that are one quantity at several times: APIs tell them as one parameter with a time axis. */
export interface BandTimes {
  /** Name of the quantity: `utci`. */
  readonly parameter: string
  readonly title: Bilingual
  /**
   * When each band is, by its name, rising in the order of the bands: `2022-07-18T15:00` on the clock of the territory, or an
   * instant, `2022-07-18T13:00:00Z`.
   */
  readonly at: Readonly<Record<string, string>>
  /** The band drawn where nobody says which: the first when absent. */
  readonly shown?: string
}

/** What the colours of a raster stand for. It is stated, and so the same for all its bands and versions: maps compare. */
export type BandStyle = BandClasses | BandCodes

/** Classes of values. */
export interface BandClasses {
  /** Limits between the classes, rising, in the unit of the bands: a value equal to one is of the class above. */
  readonly limits: readonly number[]
  /** What each class is called, from the lowest: its limits when absent. */
  readonly titles?: readonly Bilingual[]
  /** One a class; even steps from a dark blue to a pale yellow when absent, which everybody tells apart. */
  readonly colours?: readonly Colour[]
}

/** Codes, each of which means something. Others are not drawn. */
export interface BandCodes {
  readonly codes: readonly { readonly value: number; readonly title: Bilingual; readonly colour: Colour }[]
}

/** What an asset says of its bands besides what each holds. */
export interface BandFacts {
  /** What each band holds, in the order of the file. */
  readonly bands?: Columns
  readonly times?: BandTimes
  /** Of all bands. */
  readonly style?: BandStyle
  /** By the name of a band, where it differs. */
  readonly styles?: Readonly<Record<string, BandStyle>>
}

/** The style of a band; undefined where none is stated: its colours then span its values. */
export const styleOfBand = ({ style, styles }: BandFacts, band: string): BandStyle | undefined =>
  styles?.[band] ?? style

const MOST_CLASSES = 32
const COLOUR = /^#[0-9a-f]{6}$/i
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}Z)?$/

/** Checks what an asset says of its bands. Throws `graph.bands`. */
export function checkBands(asset: string, facts: BandFacts): void {
  const { bands = {}, times, style, styles = {} } = facts
  const names = Object.keys(bands)
  if (times) checkTimes(asset, names, bands, times)
  for (const name of Object.keys(styles))
    if (!(name in bands)) throw fault(`${asset}.${name}`, 'style d’une bande inconnue', 'style of an unknown band')
  for (const one of [...(style ? [style] : []), ...Object.values(styles)]) checkStyle(asset, one)
}

function checkTimes(asset: string, names: readonly string[], bands: Columns, { at, shown }: BandTimes): void {
  const moments = names.map((name) => at[name] ?? '')
  if (Object.keys(at).length !== names.length || moments.some((moment) => !isMoment(moment)))
    throw fault(
      asset,
      'chaque bande a une heure, AAAA-MM-JJTHH:MM, et elle seule',
      'each band has a time, YYYY-MM-DDTHH:MM, and nothing else has',
    )
  const isInstant = (moment: string) => moment.endsWith('Z')
  if (moments.some((moment, i) => i > 0 && (moment <= moments[i - 1]! || isInstant(moment) !== isInstant(moments[0]!))))
    throw fault(asset, 'les heures des bandes doivent croître', 'times of bands must rise')
  if (new Set(names.map((name) => bands[name]!.unit)).size > 1)
    throw fault(asset, 'les heures d’une grandeur ont une seule unité', 'times of one quantity have one unit')
  if (shown !== undefined && !(shown in bands))
    throw fault(`${asset}.${shown}`, 'bande à montrer inconnue', 'unknown band to show')
}

const isMoment = (text: string) =>
  MOMENT.test(text) && !Number.isNaN(Date.parse(text.endsWith('Z') ? text : `${text}Z`))

function checkStyle(asset: string, style: BandStyle): void {
  const isCodes = 'codes' in style
  const colours = isCodes ? style.codes.map(({ colour }) => colour) : (style.colours ?? [])
  for (const colour of colours)
    if (!COLOUR.test(colour)) throw fault(`${asset} ${colour}`, 'une couleur s’écrit #rrggbb', 'a colour is #rrggbb')
  if (isCodes) {
    if (new Set(style.codes.map(({ value }) => value)).size < style.codes.length || style.codes.length === 0)
      throw fault(asset, 'chaque code a une seule couleur', 'each code has one colour')
    return
  }
  const { limits, titles } = style
  if (limits.length === 0 || limits.length >= MOST_CLASSES)
    throw fault(asset, `de 2 à ${MOST_CLASSES} classes`, `from 2 to ${MOST_CLASSES} classes`)
  if (limits.some((limit, i) => !Number.isFinite(limit) || (i > 0 && limit <= limits[i - 1]!)))
    throw fault(asset, 'les limites des classes doivent croître', 'limits of classes must rise')
  const classes = limits.length + 1
  if ((titles && titles.length !== classes) || (style.colours && style.colours.length !== classes))
    throw fault(asset, 'il faut un titre et une couleur par classe', 'there must be one title and one colour a class')
}

const fault = (place: string, fr: string, en: string) =>
  new OrchestraError({
    code: 'graph.bands',
    say: { fr: `Bandes d’un raster : ${fr}.`, en: `Bands of a raster: ${en}.` },
    remedy: {
      fr: 'Corrigez « times », « style » ou « styles » de l’actif.',
      en: "Correct 'times', 'style' or 'styles' of the asset.",
    },
    place,
  })
