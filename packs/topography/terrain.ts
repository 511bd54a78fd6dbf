import type { InputTable, RowOf } from '../../src/kernel/index.ts'
import { hasAltitude, linesOf } from './altitude.ts'
import { identifier } from './heights.ts'
import type { Road3D } from './shapes.ts'
import type { terrainPointIn } from './tables.ts'

type TerrainPoint = RowOf<ReturnType<typeof terrainPointIn>>

/** The vertices of roads whose altitude is known, as points of the terrain: one row a vertex of the source. */
export async function* terrainOf(roads: InputTable<typeof Road3D>): AsyncGenerator<TerrainPoint[]> {
  const identify = identifier('T')
  for await (const batch of roads.read())
    yield batch.flatMap(({ line }) =>
      linesOf(line)
        .flat()
        .filter(hasAltitude)
        .map((position) => ({
          id: identify(position),
          elevation: position[2]!,
          method: 'road-vertex',
          location: { type: 'Point' as const, coordinates: position.slice(0, 2) },
        })),
    )
}
