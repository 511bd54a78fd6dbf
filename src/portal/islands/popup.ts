import type { Layer } from './layers.ts'

/** The attributes of the objects under a click, as a small list. Texts are set, never parsed. */
export function popupContent(
  objects: readonly { readonly layer: Layer; readonly properties: Readonly<Record<string, unknown>> }[],
  language: string,
): HTMLElement {
  const root = document.createElement('div')
  root.className = 'map-popup'
  for (const { layer, properties } of objects) {
    const title = document.createElement('strong')
    title.textContent = layer.title
    const list = document.createElement('dl')
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined || value === '') continue
      const row = document.createElement('div')
      const term = document.createElement('dt')
      const shown = document.createElement('dd')
      term.textContent = layer.names[name] ?? name
      shown.textContent = typeof value === 'number' ? value.toLocaleString(language) : String(value)
      row.append(term, shown)
      list.append(row)
    }
    root.append(title, list)
  }
  return root
}
