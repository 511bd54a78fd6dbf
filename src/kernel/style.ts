import { OrchestraError } from './errors.ts'
import type { AssetRef } from './ref.ts'
import type { RowOf, Table } from './shape.ts'
import type { Bilingual } from './text.ts'

/** A colour of the screen (sRGB): `#rrggbb`. */
export type Colour = `#${string}`

type Value = string | number | boolean

/** The columns of a shape whose values are of a type. */
type ColumnsHolding<S extends Table, T> = {
  [K in keyof S['columns'] & string]: NonNullable<RowOf<S>[K]> extends T ? K : never
}[keyof S['columns'] & string]

/** Classes of a column of numbers. */
export interface NumberStyle<C extends string = string> {
  readonly column: C
  /** Limits between the classes, rising, in the unit of the column. Chosen from the data by default. */
  readonly limits?: readonly number[]
  /** How limits are chosen: classes of as many objects each (the default), or of values as close as can be (Jenks). */
  readonly method?: 'quantile' | 'jenks'
  /** How many classes are asked for when limits are chosen: 2 to 9, five by default. */
  readonly classes?: number
  /** One a class, from the lowest; as many as limits and one more. */
  readonly colours?: readonly Colour[]
}

/** The values of a column that have a colour of their own; the others share a grey. */
export interface CategoryStyle<C extends string = string> {
  readonly column: C
  readonly categories: readonly { readonly value: Value; readonly title: Bilingual; readonly colour: Colour }[]
}

/** All objects alike. */
interface PlainStyle {
  readonly colour: Colour
}

/** How the map of a dataset is drawn, where what is chosen from the data is not the best. */
export type DatasetStyle = { readonly title?: Bilingual } & (NumberStyle | CategoryStyle | PlainStyle)

/** The style of a dataset, as a territory states it. */
export interface StyleBinding {
  readonly dataset: string
  readonly style: DatasetStyle
}

/** Says how a dataset is drawn. A column that the shape has not, or that holds other values, does not compile. */
export function drawn<S extends Table>(
  dataset: AssetRef<S>,
  style: { readonly title?: Bilingual } & (
    | NumberStyle<ColumnsHolding<S, number>>
    | CategoryStyle<ColumnsHolding<S, Value>>
    | PlainStyle
  ),
): StyleBinding {
  return { dataset: dataset.name, style }
}

const MOST_CLASSES = 9
const COLOUR = /^#[0-9a-f]{6}$/i

/**
 * Checks the styles of a territory against its datasets. Throws `graph.style` for a dataset that is not one, a column that it
 * has not, limits that do not rise, colours of another number or that are none.
 */
export function checkStyles(
  styles: readonly StyleBinding[],
  known: ReadonlyMap<string, { readonly rows: Table; readonly publish?: unknown }>,
): void {
  for (const { dataset, style } of styles) {
    const node = known.get(dataset)
    if (!node?.publish) throw fault(dataset, 'ce jeu de données n’est pas publié', 'this dataset is not published')
    if ('column' in style && !(style.column in node.rows.columns))
      throw fault(`${dataset}.${style.column}`, 'colonne inconnue', 'unknown column')
    for (const colour of coloursOf(style))
      if (!COLOUR.test(colour))
        throw fault(`${dataset} ${colour}`, 'une couleur s’écrit #rrggbb', 'a colour is #rrggbb')
    if (!('column' in style) || 'categories' in style) continue
    const { limits, classes = limits ? limits.length + 1 : 5, colours } = style
    if (limits?.some((limit, i) => !Number.isFinite(limit) || (i > 0 && limit <= limits[i - 1]!)))
      throw fault(
        `${dataset}.${style.column}`,
        'les limites des classes doivent croître',
        'limits of classes must rise',
      )
    if (!Number.isInteger(classes) || classes < 2 || classes > MOST_CLASSES)
      throw fault(`${dataset}.${style.column}`, `de 2 à ${MOST_CLASSES} classes`, `from 2 to ${MOST_CLASSES} classes`)
    if (colours && colours.length !== (limits ? limits.length + 1 : classes))
      throw fault(`${dataset}.${style.column}`, 'il faut une couleur par classe', 'there must be one colour a class')
  }
}

function coloursOf(style: DatasetStyle): readonly string[] {
  if ('colour' in style) return [style.colour]
  if ('categories' in style) return style.categories.map(({ colour }) => colour)
  return style.colours ?? []
}

const fault = (place: string, fr: string, en: string) =>
  new OrchestraError({
    code: 'graph.style',
    say: { fr: `Style d’un jeu de données : ${fr}.`, en: `Style of a dataset: ${en}.` },
    remedy: {
      fr: 'Corrigez « styles » dans le fichier du territoire.',
      en: "Correct 'styles' in the file of the territory.",
    },
    place,
  })
