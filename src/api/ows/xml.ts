/** A text as it stands in XML; characters that XML has no place for are left out. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(ILL, '')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign as keyof typeof ENTITIES])

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const
/** Controls, and the two characters that Unicode gives to nobody. */
const ILL = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu

/** An element with its attributes; undefined ones are left out. `inside` is XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...inside: readonly string[]
): string {
  const head = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${xmlText(String(value))}"`))
    .join('')
  const body = inside.join('')
  return body === '' ? `<${name}${head}/>` : `<${name}${head}>${body}</${name}>`
}

/** An element that holds a text; nothing where there is none. */
export const leaf = (name: string, text: string | number | undefined): string =>
  text === undefined || text === '' ? '' : `<${name}>${xmlText(String(text))}</${name}>`

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
