import { type Element, find } from '../xml.ts'

/** What an element says: its text or that of its first child, or the value of its code. */
export const saidIn = (element: Element | undefined): string => {
  if (!element) return ''
  const own = element.text.trim()
  const child = element.children.find((one) => one.name !== 'PT_FreeText')
  return own || child?.attributes.codeListValue || child?.text.trim() || ''
}

/** Its identifier: `fileIdentifier` of ISO 19139, `metadataIdentifier` of 19115-3. */
export function identifierOf(record: Element): string | undefined {
  const id = saidIn(find(record, 'fileIdentifier')) || saidIn(find(record, 'metadataIdentifier/MD_Identifier/code'))
  return id !== '' && id.length <= 300 ? id : undefined
}
