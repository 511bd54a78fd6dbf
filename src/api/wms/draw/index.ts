export { drawLayer } from './layer.ts'
export type { View } from './to-pixels.ts'
