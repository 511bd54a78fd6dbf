import { ApiProblem, problemOf } from '../../../ask.ts'
import type { Page } from '../../../page.ts'

type LonLat = readonly [longitude: number, latitude: number]

/** What somebody asks to plant or hang, as the address of the page says it. */
export interface WhatIf {
  readonly trees: readonly LonLat[]
  readonly awnings: readonly (readonly LonLat[])[]
  /** m */
  readonly height: number
  readonly crown: number
  readonly hour: number
}

/** UTCI over a window at the hour shown, rows from the north. */
export interface WhatIfGrid {
  readonly width: number
  readonly height: number
  /** West, south, east, north, in degrees. */
  readonly extent: readonly [number, number, number, number]
  readonly before: readonly (number | null)[]
  readonly after: readonly (number | null)[]
}

export interface WhatIfAnswer {
  readonly summary: Readonly<
    Record<'planted' | 'left_out' | 'hour' | 'touched' | 'before' | 'after' | 'change' | 'greatest' | 'cooler', number>
  >
  readonly hours: readonly { readonly hour: number; readonly before: number; readonly after: number }[]
  readonly grid: WhatIfGrid
}

const PROCESS = 'heat-what-if'
/** Characters of places in an address, at most: 200 trees. */
const MOST_TEXT = 8000

export const usualTree = { height: 10, crown: 6, hour: 15 }

/** `-2.08431,47.65123;…` as places. Throws ApiProblem where it is not so. */
function placesOf(name: string, text: string): LonLat[] {
  if (text.length > MOST_TEXT) throw unreadable(name, `${text.slice(0, 40)}…`)
  return text
    .split(/[;\s]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [longitude, latitude, ...more] = part.split(',').map(Number)
      const isPlace = more.length === 0 && Math.abs(longitude!) <= 180 && Math.abs(latitude!) <= 90
      if (!isPlace) throw unreadable(name, part.slice(0, 40))
      return [longitude!, latitude!]
    })
}

/** What the address of the page asks for; undefined when nothing. */
export function readWhatIf(query: URLSearchParams): WhatIf | undefined {
  const trees = placesOf('trees', query.get('trees') ?? '')
  const awnings = (query.get('awnings') ?? '')
    .split('|')
    .map((line) => placesOf('awnings', line))
    .filter((line) => line.length > 1)
  if (trees.length === 0 && awnings.length === 0) return undefined
  const number = (name: keyof typeof usualTree) => {
    const text = query.get(name)
    return text === null || text === '' || !Number.isFinite(Number(text)) ? usualTree[name] : Number(text)
  }
  return { trees, awnings, height: number('height'), crown: number('crown'), hour: number('hour') }
}

/** Whether the territory offers the computation. */
export async function canAskWhatIf(page: Page): Promise<boolean> {
  return (await page.api(`/ogc/processes/${PROCESS}`, { headers: { accept: 'application/json' } })).ok
}

/** Has the change computed. Throws ApiProblem with what the process says against it. */
export async function askWhatIf(page: Page, { trees, awnings, ...how }: WhatIf): Promise<WhatIfAnswer> {
  const inputs = {
    ...how,
    ...(trees.length > 0 && { trees: { value: { type: 'MultiPoint', coordinates: trees } } }),
    ...(awnings.length > 0 && { awnings: { value: { type: 'MultiLineString', coordinates: awnings } } }),
  }
  const outputs = { summary: {}, grid: {}, hours: { format: { mediaType: 'application/json' } } }
  const response = await page.api(`/ogc/processes/${PROCESS}/execution`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ inputs, outputs, response: 'document' }),
  })
  if (!response.ok) throw await problemOf(response)
  const { summary, hours, grid } = (await response.json()) as {
    [K in keyof WhatIfAnswer]: { readonly value: WhatIfAnswer[K] }
  }
  return { summary: summary.value, hours: hours.value, grid: grid.value }
}

const unreadable = (name: string, given: string) =>
  new ApiProblem(
    400,
    'portal.what-if-place',
    { fr: `« ${given} » n’est pas un lieu (${name}).`, en: `'${given}' is no place (${name}).` },
    {
      fr: 'Un lieu s’écrit longitude,latitude : -2.0843,47.6512.',
      en: 'A place is longitude,latitude: -2.0843,47.6512.',
    },
  )
