import type { ColumnType } from '../../../kernel/index.ts'
import type { Batch } from '../../../lake/index.ts'
import { classOf } from '../../ogc/styles/classes.ts'
import { NO_VALUE, OTHERS } from '../../ogc/styles/palettes.ts'
import type { Colouring } from '../../ogc/styles/symbology.ts'

/** The colour of a row of a batch, whose colouring column stands at a place. */
export function colourReader(
  colouring: Colouring,
  type: ColumnType | undefined,
  place: number,
): (batch: Batch, row: number) => string {
  if (colouring.by === 'nothing') return () => colouring.colour
  if (colouring.by === 'number') {
    const { limits, colours } = colouring
    return (batch, row) => {
      const value = batch.number(place, row)
      return value === null || Number.isNaN(value) ? NO_VALUE : colours[classOf(limits, value)]!
    }
  }
  const colours = new Map(colouring.categories.map(({ value, colour }) => [value, colour]))
  const textOf =
    type === 'boolean'
      ? (batch: Batch, row: number) => truth(batch.number(place, row))
      : type === 'integer' || type === 'number'
        ? (batch: Batch, row: number) => batch.number(place, row)?.toString()
        : (batch: Batch, row: number) => batch.text(place, row)
  return (batch, row) => {
    const text = textOf(batch, row)
    return text === null || text === undefined ? NO_VALUE : (colours.get(text) ?? OTHERS)
  }
}

const truth = (value: number | null) => (value === null ? null : value === 1 ? 'true' : 'false')
