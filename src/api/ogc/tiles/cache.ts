/** Tiles drawn lately, in memory, up to a number of bytes. */
export interface TileCache<T> {
  /** Gives what is kept under a key, or draws it: once, whoever asks meanwhile. */
  get(key: string, draw: () => Promise<T>): Promise<T>
  /** Bytes held now. */
  readonly bytes: number
}

/** Opens an empty one. The tile asked for longest ago goes first; one larger than the whole cache is not kept. */
export function openTileCache<T>(mostBytes: number, sizeOf: (tile: T) => number): TileCache<T> {
  const kept = new Map<string, T>()
  const drawing = new Map<string, Promise<T>>()
  let bytes = 0
  const keep = (key: string, tile: T): void => {
    const size = sizeOf(tile)
    if (size > mostBytes) return
    kept.set(key, tile)
    bytes += size
    for (const [oldest, old] of kept) {
      if (bytes <= mostBytes) break
      kept.delete(oldest)
      bytes -= sizeOf(old)
    }
  }
  return {
    async get(key, draw) {
      const known = kept.get(key)
      if (known !== undefined) {
        kept.delete(key)
        kept.set(key, known)
        return known
      }
      const begun = drawing.get(key)
      if (begun) return begun
      const work = draw()
      drawing.set(key, work)
      try {
        const tile = await work
        keep(key, tile)
        return tile
      } finally {
        drawing.delete(key)
      }
    },
    get bytes() {
      return bytes
    },
  }
}
