import type { Context } from 'hono'
import type { Static } from 'typebox'
import { unitWord } from '../../../kernel/index.ts'
import { speechOf } from '../../http/language.ts'
import type { Legend } from '../../json/shapes.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { HTML_FORMAT, JSON_FORMAT } from '../common/formats.ts'
import { type Links, linksOf } from '../common/links.ts'
import type { StyleMetadata } from './schemas.ts'
import type { Symbology } from './symbology.ts'

/** The media type of MapLibre (once Mapbox) styles in OGC API Styles. */
const STYLE_MEDIA = 'application/vnd.mapbox.style+json'
export const SVG_MEDIA = 'image/svg+xml'

export const selfLink = ({ link, here }: Links) =>
  link('self', here({}), JSON_FORMAT.media, { fr: 'Ce document', en: 'This document' })

/** Where a style leads. */
export function linksOfStyle({ link }: Links, id: string) {
  const here = `/ogc/styles/${encodeURIComponent(id)}`
  return [
    link('stylesheet', `${here}?f=mbs`, STYLE_MEDIA, { fr: 'Le style, pour MapLibre', en: 'The style, for MapLibre' }),
    link('describedby', `${here}/metadata`, JSON_FORMAT.media, { fr: 'Sa description', en: 'Its description' }),
    link('preview', `${here}/legend?f=svg`, SVG_MEDIA, { fr: 'Sa légende', en: 'Its legend' }),
  ]
}

/** A style as the draft of OGC API Styles describes it. */
export function describeStyle(
  c: Context,
  { node }: Snapshot,
  { id, title, form, colouring, unit }: Symbology,
): Static<typeof StyleMetadata> {
  const { language } = speechOf(c)
  const links = linksOf(c, language)
  const [stylesheet, , preview] = linksOfStyle(links, id)
  const column = colouring.by === 'nothing' ? undefined : colouring.column
  const types = { point: 'point', line: 'line', area: 'polygon', mixed: 'geometry' } as const
  return {
    id,
    title: `${node.title[language]} — ${title[language]}`,
    description: (node.description ?? node.title)[language],
    scope: 'style',
    stylesheets: [{ title: 'MapLibre', version: '8', native: true, link: stylesheet! }],
    layers: [
      {
        id: node.name,
        type: types[form],
        attributes:
          column === undefined ? {} : { [column]: { title: title[language], unit: unitWord(unit, language) } },
      },
    ],
    links: [
      selfLink(links),
      preview!,
      links.link('describedby', `/ogc/collections/${node.name}?f=html`, HTML_FORMAT.media, {
        fr: 'La collection',
        en: 'The collection',
      }),
    ],
  }
}

/** What the colours of a style stand for. */
export function describeLegend({ id, dataset, title, form, colouring, unit, legend }: Symbology): Legend {
  return {
    style: id,
    dataset,
    title,
    column: colouring.by === 'nothing' ? null : colouring.column,
    unit: unit ?? null,
    form,
    classes: [...legend],
  }
}
