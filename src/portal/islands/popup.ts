import type { Layer, LayerColumn } from './layers.ts'

interface Writing {
  /** BCP 47, and the IANA time zone of the territory. */
  readonly language: string
  readonly timezone: string
  readonly words: Readonly<Record<'yes' | 'no', string>>
}

/** The attributes of the objects under a click, as a small list. Texts are set, never parsed. */
export function popupContent(
  objects: readonly { readonly layer: Layer; readonly properties: Readonly<Record<string, unknown>> }[],
  writing: Writing,
): HTMLElement {
  const root = document.createElement('div')
  root.className = 'map-popup'
  for (const { layer, properties } of objects) {
    const title = document.createElement('strong')
    title.textContent = layer.title
    const list = document.createElement('dl')
    for (const column of layer.columns) {
      const value = properties[column.name]
      if (value === null || value === undefined || value === '') continue
      const row = document.createElement('div')
      const term = document.createElement('dt')
      const shown = document.createElement('dd')
      term.textContent = column.title
      shown.textContent = written(value, column, writing)
      row.append(term, shown)
      list.append(row)
    }
    root.append(title, list)
    const id = layer.link && properties[layer.link.key]
    if (layer.link && id !== undefined && id !== null) {
      const link = document.createElement('a')
      link.href = layer.link.href.replace('{id}', encodeURIComponent(String(id)))
      link.textContent = layer.link.text
      root.append(link)
    }
  }
  return root
}

/** A value as people of that language write it, with its unit. */
function written(value: unknown, { type, unit, counted }: LayerColumn, { language, timezone, words }: Writing): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') {
    const isCode = type === 'integer' && !counted
    const digits = isCode ? String(value) : value.toLocaleString(language, { maximumFractionDigits: 2 })
    return unit ? `${digits}\u00a0${unit}` : digits
  }
  if (type === 'date')
    return new Date(String(value)).toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' })
  if (type === 'instant')
    return new Date(String(value)).toLocaleString(language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: timezone,
    })
  return String(value)
}
