import { parentPort, workerData } from 'node:worker_threads'
import { asOrchestraError } from '../../../kernel/index.ts'
import { openLake } from '../../../lake/index.ts'
import { drawTile } from './draw.ts'
import { matrixSetOf } from './faults.ts'
import type { TileAnswer, TileTask } from './pool.ts'

// A thread that draws tiles: it reads the lake by itself, so that nothing but the tile comes back.

const lake = await openLake(workerData as { folder: string; memoryLimit: string; threads: number })

parentPort!.on('message', async ({ id, job }: TileTask) => {
  try {
    const tile = await drawTile({ ...job, lake, set: matrixSetOf(job.set) })
    // Copies: what zlib gives may be a part of a larger buffer.
    const [bytes, packed] = [Uint8Array.from(tile.bytes), Uint8Array.from(tile.packed)]
    const answer: TileAnswer = { id, tile: { ...tile, bytes, packed } }
    parentPort!.postMessage(answer, [bytes.buffer, packed.buffer])
  } catch (error) {
    const answer: TileAnswer = { id, error: asOrchestraError(error).toJSON() }
    parentPort!.postMessage(answer)
  }
})
