/**
 * Mean of the known values of each square of `factor` × `factor` cells, rows from the north; NaN where fewer than half are known.
 * Width and height are multiples of the factor: RangeError otherwise.
 */
export function coarsened(
  values: (cell: number) => number,
  { width, height, factor }: { readonly width: number; readonly height: number; readonly factor: number },
  least = 0.5,
): Float32Array {
  if (width % factor || height % factor)
    throw new RangeError(`${width} × ${height} cells are no whole squares of ${factor}`)
  const columns = width / factor
  const means = new Float32Array(columns * (height / factor))
  for (let square = 0; square < means.length; square++) {
    const first = Math.floor(square / columns) * factor * width + (square % columns) * factor
    let [sum, known] = [0, 0]
    for (let row = 0; row < factor; row++)
      for (let column = 0; column < factor; column++) {
        const value = values(first + row * width + column)
        if (Number.isNaN(value)) continue
        sum += value
        known++
      }
    means[square] = known > 0 && known >= least * factor * factor ? sum / known : Number.NaN
  }
  return means
}
