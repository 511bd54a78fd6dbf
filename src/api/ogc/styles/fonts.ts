import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'

/** The letters of legends, brought along: a server may have no font. Source Sans 3, Adobe, SIL Open Font License 1.1. */
export const FONT = 'Source Sans 3'

let isReady = false
/** Makes the font known to the canvas, once. */
function prepare(): void {
  if (isReady) return
  const { resolve } = createRequire(import.meta.url)
  for (const part of ['latin', 'latin-ext'])
    for (const weight of [400, 600])
      GlobalFonts.registerFromPath(
        resolve(`@fontsource/source-sans-3/files/source-sans-3-${part}-${weight}-normal.woff2`),
      )
  isReady = true
}

export const fontOf = (size: number, isBold: boolean): string => {
  prepare()
  return `${isBold ? 600 : 400} ${size}px '${FONT}', sans-serif`
}

const ruler = createCanvas(1, 1).getContext('2d')

/** Pixels that a text takes. */
export function widthOf(text: string, size: number, isBold = false): number {
  ruler.font = fontOf(size, isBold)
  return ruler.measureText(text).width
}
