import type { Bilingual, Language } from '../../../src/kernel/index.ts'
import type { WayAnswer } from './shapes.ts'

const names: Readonly<Record<WayAnswer['kind'], Bilingual>> = {
  shortest: { fr: 'Le plus rapide', en: 'The fastest' },
  balanced: { fr: 'L’équilibré', en: 'The balanced' },
  coolest: { fr: 'Le plus frais', en: 'The coolest' },
}

const escaped = (text: string) =>
  text.replaceAll(/[<>&"'\p{Cc}]/gu, (sign) => (sign < ' ' ? ' ' : `&#${sign.codePointAt(0)};`))

/**
 * A way as GPX 1.1 (topografix.com/GPX/1/1): its track, its directions as a route, and where to drink and rest as waypoints.
 */
export function gpxOf(way: WayAnswer, at: string, language: Language): string {
  const title = `${names[way.kind][language]} — ${at.replace('T', ' ')}`
  const point = (tag: string, [lon, lat]: readonly number[], inside = '') =>
    `<${tag} lat="${lat}" lon="${lon}">${inside}</${tag}>`
  const named = (name: string) => `<name>${escaped(name)}</name>`
  const waypoints = [...way.waterPlaces, ...way.restPlaces, ...way.otherPlaces].map(({ at, name, kind }) =>
    point('wpt', at, `${named(name ?? kind)}<type>${escaped(kind)}</type>`),
  )
  const directions = way.instructions.map(({ at, text }) => point('rtept', at, named(text[language])))
  const track = way.geometry.coordinates.map((position) => point('trkpt', position))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="City Orchestra" xmlns="http://www.topografix.com/GPX/1/1">',
    `<metadata>${named(title)}</metadata>`,
    ...waypoints,
    `<rte>${named(title)}${directions.join('')}</rte>`,
    `<trk>${named(title)}<trkseg>${track.join('')}</trkseg></trk>`,
    '</gpx>',
    '',
  ].join('\n')
}
