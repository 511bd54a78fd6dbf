/** Numbers of a leaf: its box, its key along the curve, where its feature is among those written, and the bytes of that one. */
export const LEAF = 7
export const [KEY, PLACE, SIZE] = [4, 5, 6] as const
