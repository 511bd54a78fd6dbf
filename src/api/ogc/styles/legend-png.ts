import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Language } from '../../../kernel/index.ts'
import { fontOf } from './fonts.ts'
import { LETTER, type Legendary, layOut, MARK, PADDING, TITLE } from './legend-layout.ts'
import { SHEER } from './maplibre.ts'
import { GROUND } from './palettes.ts'

const INK = '#1b2733'

/** The legend as a picture of pixels. */
export function legendPng(legendary: Legendary, language: Language): Promise<Buffer> {
  const { width, height, title, lines, textX } = layOut(legendary, language)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  const write = (text: string, x: number, y: number, size: number, isBold: boolean) => {
    context.font = fontOf(size, isBold)
    context.fillStyle = INK
    context.fillText(text, x, y)
  }
  write(title, PADDING, PADDING + 12, TITLE, true)
  for (const { y, text, colour } of lines) {
    context.save()
    context.translate(PADDING, y)
    drawMark(context, legendary, colour)
    context.restore()
    write(text, textX, y + 12, LETTER, false)
  }
  return canvas.encode('png')
}

/** A small drawing of what a class looks like. */
function drawMark(context: SKRSContext2D, { form, isPlain }: Legendary, colour: string): void {
  const { width, height } = MARK
  context.fillStyle = form === 'area' && !isPlain ? colour : GROUND
  context.fillRect(0, 0, width, height)
  context.fillStyle = colour
  context.strokeStyle = colour
  context.beginPath()
  if (form === 'point') {
    context.arc(width / 2, height / 2, 4.5, 0, 2 * Math.PI)
    context.fill()
  } else if (form === 'line') {
    context.lineWidth = 2.5
    context.lineJoin = 'round'
    context.moveTo(3, height - 4)
    context.lineTo(width / 2, 4)
    context.lineTo(width - 3, height - 6)
    context.stroke()
  } else if (isPlain) {
    context.globalAlpha = SHEER
    context.fillRect(0, 0, width, height)
    context.globalAlpha = 1
    context.strokeRect(0.5, 0.5, width - 1, height - 1)
  }
}
