const SVG = 'http://www.w3.org/2000/svg'

/** A sign drawn in lines, 24 by 24: no letter of it may be missing from a phone. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', width: 24, height: 24, class: 'icon' }))
    svg.setAttribute(name, String(value))
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS(SVG, 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}

export const icons = {
  here: 'M12 2v4M12 18v4M2 12h4M18 12h4M12 6a6 6 0 1 0 0 12a6 6 0 1 0 0-12M12 11.9v.2',
  swap: 'M8 20V4M4 8l4-4l4 4M16 4v16M12 16l4 4l4-4',
  plus: 'M12 4v16M4 12h16',
  minus: 'M4 12h16',
  whole: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  close: 'M5 5l14 14M19 5L5 19',
} as const
