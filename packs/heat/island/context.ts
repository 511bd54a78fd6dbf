import type { InputTable } from '../../../src/kernel/index.ts'
import type { Frame } from '../frame.ts'
import type { Publishing } from '../publish.ts'
import { type Around, aroundOf, type Ground, groundOf } from './around.ts'
import type { IslandTuned } from './parameters.ts'

/** What all assets of the heat island share. */
export interface IslandContext {
  readonly frame: Frame
  readonly tuned: IslandTuned
  readonly publishing: Publishing
}

/** The ground of the territory and what can be said of its surroundings. */
export interface Land {
  readonly ground: Ground
  readonly around: Around
}

export async function landOf(surroundings: InputTable, { frame, tuned }: IslandContext): Promise<Land> {
  const ground = await groundOf(surroundings, frame, tuned)
  return { ground, around: aroundOf(ground, tuned) }
}
