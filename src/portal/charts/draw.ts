import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'

/** One chart at one width, as Plot takes it. */
export type Drawing = (width: number) => Plot.PlotOptions

let drawn = 0

/**
 * Draws a chart on the server. Gives the text of an SVG element with a name and a description, without inline style
 * (our content security policy refuses it: `portal.css` dresses the class `plot`).
 */
export function drawSvg(options: Plot.PlotOptions, title: string, description: string): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  drawn = (drawn + 1) % 1_000_000
  const id = `chart-${drawn}`
  const svg = Plot.plot({ ...options, document, className: 'plot', figure: false } as Plot.PlotOptions)
  for (const style of svg.querySelectorAll('style')) style.remove()
  for (const styled of svg.querySelectorAll('[style]')) styled.removeAttribute('style')
  for (const name of ['font-family', 'font-size']) svg.removeAttribute(name)
  // A chart is one picture: its parts are not read one by one.
  for (const part of svg.querySelectorAll('[aria-label],[aria-description]')) {
    part.removeAttribute('aria-label')
    part.removeAttribute('aria-description')
  }
  const child = (name: string, text: string) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    element.id = `${id}-${name}`
    element.textContent = text
    return element
  }
  svg.prepend(child('title', title), child('desc', description))
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-labelledby', `${id}-title`)
  svg.setAttribute('aria-describedby', `${id}-desc`)
  return svg.outerHTML
}
