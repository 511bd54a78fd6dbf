import type { Bilingual, ProcessInput } from '../../../kernel/index.ts'

/** The facts of a schema that say what would do. */
interface Facts {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly format?: string
  readonly oneOf?: readonly Facts[]
  readonly allOf?: readonly Facts[]
  readonly contentEncoding?: string
  readonly properties?: Readonly<Record<string, Facts>>
}

/** What an input takes, in words. */
export function wanted({ schema, told }: Pick<ProcessInput, 'schema' | 'told'>): Bilingual {
  const facts = (told ?? schema) as Facts
  if (facts.enum) return { fr: `l’une de : ${facts.enum.join(', ')}`, en: `one of: ${facts.enum.join(', ')}` }
  const known = facts.allOf?.find(({ format }) => format === 'ogc-bbox' || format === 'geojson-geometry')?.format
  if (known === 'ogc-bbox')
    return {
      fr: 'une emprise : {"bbox": [ouest, sud, est, nord]} en degrés',
      en: 'a box: {"bbox": [west, south, east, north]} in degrees',
    }
  if (known && facts.allOf!.some(({ properties }) => properties?.type?.enum?.join() === 'Point'))
    return {
      fr: 'un point GeoJSON : {"type": "Point", "coordinates": [longitude, latitude]}',
      en: 'a GeoJSON point: {"type": "Point", "coordinates": [longitude, latitude]}',
    }
  if (known) return { fr: 'une géométrie GeoJSON, longitude d’abord', en: 'a GeoJSON geometry, longitude first' }
  if (facts.contentEncoding === 'base64') return { fr: 'des octets en base64', en: 'bytes in base64' }
  if (facts.oneOf) return either(facts.oneOf.map((schema) => wanted({ schema: schema as ProcessInput['schema'] })))
  switch (facts.type) {
    case 'integer':
      return { fr: `un nombre entier${range(facts).fr}`, en: `a whole number${range(facts).en}` }
    case 'number':
      return { fr: `un nombre${range(facts).fr}`, en: `a number${range(facts).en}` }
    case 'boolean':
      return { fr: 'true ou false', en: 'true or false' }
    case 'array':
      return { fr: 'une liste JSON', en: 'a JSON list' }
    case 'object':
      return { fr: 'un objet JSON', en: 'a JSON object' }
    default:
      return {
        fr: `un texte${facts.maxLength ? ` de ${facts.maxLength} caractères au plus` : ''}`,
        en: `a text${facts.maxLength ? ` of at most ${facts.maxLength} characters` : ''}`,
      }
  }
}

const either = (all: readonly Bilingual[]): Bilingual => ({
  fr: all.map(({ fr }) => fr).join(', ou '),
  en: all.map(({ en }) => en).join(', or '),
})

function range({ minimum: min, maximum: max }: Facts): Bilingual {
  if (min !== undefined && max !== undefined)
    return { fr: ` de ${inFrench(min)} à ${inFrench(max)}`, en: ` from ${min} to ${max}` }
  if (min !== undefined) return { fr: `, ${inFrench(min)} au moins`, en: `, at least ${min}` }
  return max === undefined ? { fr: '', en: '' } : { fr: `, ${inFrench(max)} au plus`, en: `, at most ${max}` }
}

const inFrench = (value: number) => String(value).replace('.', ',')
