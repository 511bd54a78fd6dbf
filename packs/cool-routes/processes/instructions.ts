import type { Static } from 'typebox'
import type { Bilingual } from '../../../src/kernel/index.ts'
import { type EdgeKind, edgeKinds } from '../../../src/models/walking/index.ts'
import type { Instruction } from './shapes.ts'

type Told = Static<typeof Instruction>
type Turn = Told['turn']

/** A part of the way between two nodes, as directions are made of. */
export interface Leg {
  readonly name: string | null
  readonly kind: number
  readonly metres: number
  readonly seconds: number
  /** Metres in the sun, and metres where that is known. */
  readonly sun: number
  readonly known: number
  /** x, y in metres, as walked. */
  readonly line: readonly (readonly [number, number])[]
}

const kinds: Readonly<Record<EdgeKind, Bilingual>> = {
  footway: { fr: 'une allée', en: 'a footway' },
  sidewalk: { fr: 'le trottoir', en: 'the sidewalk' },
  crossing: { fr: 'le passage piéton', en: 'the crossing' },
  steps: { fr: 'l’escalier', en: 'the stairs' },
  path: { fr: 'un sentier', en: 'a path' },
  pedestrian: { fr: 'une voie piétonne', en: 'a pedestrian street' },
  street: { fr: 'une rue', en: 'a street' },
  track: { fr: 'un chemin', en: 'a track' },
  cycleway: { fr: 'une voie cyclable', en: 'a cycleway' },
  service: { fr: 'une voie de desserte', en: 'a service road' },
  other: { fr: 'une voie', en: 'a way' },
}

const turns: Readonly<Record<Exclude<Turn, 'depart' | 'arrive'>, Bilingual>> = {
  straight: { fr: 'Continuez tout droit', en: 'Go straight on' },
  'slight-left': { fr: 'Prenez légèrement à gauche', en: 'Bear left' },
  left: { fr: 'Tournez à gauche', en: 'Turn left' },
  'sharp-left': { fr: 'Tournez franchement à gauche', en: 'Turn sharp left' },
  'slight-right': { fr: 'Prenez légèrement à droite', en: 'Bear right' },
  right: { fr: 'Tournez à droite', en: 'Turn right' },
  'sharp-right': { fr: 'Tournez franchement à droite', en: 'Turn sharp right' },
  back: { fr: 'Faites demi-tour', en: 'Turn back' },
}

const headings: readonly Bilingual[] = [
  { fr: 'le nord', en: 'north' },
  { fr: 'le nord-est', en: 'north-east' },
  { fr: 'l’est', en: 'east' },
  { fr: 'le sud-est', en: 'south-east' },
  { fr: 'le sud', en: 'south' },
  { fr: 'le sud-ouest', en: 'south-west' },
  { fr: 'l’ouest', en: 'west' },
  { fr: 'le nord-ouest', en: 'north-west' },
]

/** An unnamed link shorter than that between two named ways is not told, m. */
const LINK = 15
/** What is shorter is a step or two, m. */
const CRUMB = 8
/** A direction is taken over so much of a line: its first metre may be a corner of the drawing. */
const AHEAD = 8

const kindOf = (leg: Leg): EdgeKind => edgeKinds[leg.kind] ?? 'other'

const isSpecial = (leg: Leg): boolean => ['steps', 'crossing'].includes(kindOf(leg))

/** Degrees from the north of the map, over the first metres of a line. */
function headingOf(line: Leg['line']): number {
  const [x, y] = line[0] ?? [0, 0]
  const ahead = line.find(([px, py]) => Math.hypot(px - x, py - y) >= AHEAD) ?? line.at(-1) ?? [x, y]
  return (Math.atan2(ahead[0] - x, ahead[1] - y) * 180) / Math.PI
}
const endHeading = (line: Leg['line']) => headingOf(line.toReversed()) + 180

/** How a change of heading is told. */
function turnOf(from: number, to: number): Exclude<Turn, 'depart' | 'arrive'> {
  const angle = ((((to - from + 180) % 360) + 360) % 360) - 180
  const size = Math.abs(angle)
  if (size < 25) return 'straight'
  if (size > 165) return 'back'
  const side = angle < 0 ? 'left' : 'right'
  return size < 50 ? `slight-${side}` : size < 125 ? side : `sharp-${side}`
}

/** Legs told together: those of one name, or of one nature without a turn. */
function grouped(legs: readonly Leg[]): Leg[][] {
  const groups: Leg[][] = []
  for (const leg of legs) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (!group || !last) {
      groups.push([leg])
      continue
    }
    const same = leg.name !== null && leg.name === nameOf(group)
    const plain = leg.name === null && nameOf(group) === null && isSpecial(leg) === isSpecial(group[0]!)
    const straight = !['left', 'right', 'sharp-left', 'sharp-right', 'back'].includes(
      turnOf(endHeading(last.line), headingOf(leg.line)),
    )
    const isLink = leg.name === null && leg.metres < LINK && !isSpecial(leg)
    if (same || isLink || (plain && straight && (!isSpecial(leg) || kindOf(leg) === kindOf(last)))) group.push(leg)
    else groups.push([leg])
  }
  return groups
}

/** The name of the longest leg that has one. */
function nameOf(group: readonly Leg[]): string | null {
  const named = group.filter(({ name }) => name !== null)
  return named.length > 0 ? longestOf(named).name : null
}

const longestOf = (group: readonly Leg[]): Leg => group.reduce((a, b) => (b.metres > a.metres ? b : a))
const lengthOf = (group: readonly Leg[]): number => group.reduce((sum, { metres }) => sum + metres, 0)

/** A step or two of anything but stairs and crossings is no thing to do: it is told with what follows, or at the end with what comes before. */
function withoutCrumbs(groups: readonly Leg[][]): Leg[][] {
  const kept: Leg[][] = []
  let before: Leg[] = []
  for (const group of groups) {
    const whole = [...before, ...group]
    const isCrumb = lengthOf(whole) < CRUMB && !isSpecial(group[0]!)
    before = isCrumb ? whole : []
    if (!isCrumb) kept.push(whole)
  }
  if (before.length > 0) kept.push([...(kept.pop() ?? []), ...before])
  return kept
}

/** A street that one comes back to after a few metres was not left: it is crossed, or bends. */
function withoutBreaks(groups: readonly Leg[][]): Leg[][] {
  const kept: Leg[][] = []
  for (const group of groups) {
    const [before, between] = kept.slice(-2)
    const name = nameOf(group)
    const isBack = before && between && name !== null && nameOf(before) === name
    if (isBack && lengthOf(between) < LINK && !isSpecial(between[0]!))
      kept.splice(-2, 2, [...before, ...between, ...group])
    else kept.push(group)
  }
  return kept
}

/** What is walked on, in words: its name, else what it is. */
function wordsOf(group: readonly Leg[]): Bilingual {
  const name = nameOf(group)
  return name === null ? kinds[kindOf(longestOf(group))] : { fr: name, en: name }
}

function textOf(turn: Turn, group: readonly Leg[]): Bilingual {
  const on = wordsOf(group)
  if (turn === 'depart') {
    const heading = headings[Math.round((((headingOf(group[0]!.line) % 360) + 360) % 360) / 45) % 8]!
    return { fr: `Partez vers ${heading.fr} : ${on.fr}`, en: `Head ${heading.en}: ${on.en}` }
  }
  const kind = kindOf(group[0]!)
  if (kind === 'crossing' && nameOf(group) === null && turn === 'straight') return { fr: 'Traversez', en: 'Cross' }
  const how = turns[turn as keyof typeof turns]
  return { fr: `${how.fr} : ${on.fr}`, en: `${how.en}: ${on.en}` }
}

/** The directions of a way, one for each thing to do. `toLonLat` turns positions of the map into degrees. */
export function instructionsOf(legs: readonly Leg[], toLonLat: (position: readonly number[]) => number[]): Told[] {
  const groups = withoutBreaks(withoutCrumbs(grouped(legs.filter(({ line }) => line.length > 1))))
  const sum = (group: readonly Leg[], of: (leg: Leg) => number) => group.reduce((total, leg) => total + of(leg), 0)
  const told = groups.map((group, i): Told => {
    const before = groups[i - 1]?.at(-1)
    const turn: Turn = before ? turnOf(endHeading(before.line), headingOf(group[0]!.line)) : 'depart'
    const known = sum(group, (leg) => leg.known)
    return {
      ...{ text: textOf(turn, group), turn, name: nameOf(group), kind: kindOf(longestOf(group)) },
      metres: Math.round(lengthOf(group)),
      minutes: tenth(sum(group, ({ seconds }) => seconds) / 60),
      sun: known > 0 ? hundredth(sum(group, ({ sun }) => sun) / known) : null,
      at: toLonLat(group[0]!.line[0]!),
    }
  })
  const end = legs.at(-1)?.line.at(-1)
  if (end)
    told.push({
      ...{ text: { fr: 'Vous voici à destination', en: 'You are there' }, turn: 'arrive', name: null, kind: 'other' },
      ...{ metres: 0, minutes: 0, sun: null, at: toLonLat(end) },
    })
  return told
}

const tenth = (value: number) => Math.round(value * 10) / 10
const hundredth = (value: number) => Math.round(value * 100) / 100
