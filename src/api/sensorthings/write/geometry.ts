import { positionNesting as nesting } from '../../../kernel/index.ts'
import { badBody, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'
import { isObject } from './body.ts'

const types = [...Object.keys(nesting), 'GeometryCollection', 'Feature']

/** Checks a GeoJSON geometry, or a Feature around one. Throws `sensorthings.bad-body`, `sensorthings.too-costly`. */
export function checkGeoJson(value: unknown, place: string): void {
  let positions = 0
  const bad = (fr: string, en: string) =>
    badBody(place, fr, en, {
      fr: 'Par exemple : {"type": "Point", "coordinates": [-1.68, 48.11]}.',
      en: 'For example: {"type": "Point", "coordinates": [-1.68, 48.11]}.',
    })
  const walk = (list: unknown, depth: number): void => {
    if (!Array.isArray(list)) throw bad('Des coordonnées ne sont pas une liste', 'Coordinates are not a list')
    if (depth > 0) {
      for (const item of list) walk(item, depth - 1)
      return
    }
    positions += 1
    if (positions > limits.positions)
      throw tooMuch(place, 'Positions d’une géométrie', 'Positions of a geometry', limits.positions)
    if (list.length < 2 || list.length > 4 || !list.every(Number.isFinite))
      throw bad('Une position est faite de 2 ou 3 nombres', 'A position is 2 or 3 numbers')
  }
  const geometry = (given: unknown): void => {
    if (!isObject(given) || typeof given.type !== 'string' || !types.includes(given.type))
      throw bad('Une géométrie GeoJSON est attendue', 'A GeoJSON geometry is expected')
    if (given.type === 'Feature') {
      if (given.geometry !== null) geometry(given.geometry)
    } else if (given.type === 'GeometryCollection') {
      if (!Array.isArray(given.geometries)) throw bad('Il manque geometries', 'geometries is missing')
      for (const part of given.geometries) geometry(part)
    } else walk(given.coordinates, nesting[given.type]!)
  }
  geometry(value)
}

/** Whether an encoding type says GeoJSON. */
export const isGeoJson = (encodingType: unknown): boolean =>
  typeof encodingType === 'string' && /^application\/(vnd\.)?geo\+json/i.test(encodingType)
