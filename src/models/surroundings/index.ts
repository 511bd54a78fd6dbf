export { coarsened } from './coarse.ts'
export { discMeans, type Layer } from './disc.ts'
