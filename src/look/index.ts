import { readFileSync } from 'node:fs'

/** The style that comes before that of the portal, and before that of the pages of the APIs. */
export const baseStyle: string = readFileSync(new URL('./base.css', import.meta.url), 'utf8')
