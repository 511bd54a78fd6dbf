export { nearAny, type Point } from './near.ts'
export { areaShare, type Rings } from './share.ts'
