export { areaOf, boxOf, centroidOf, contains, insidePoint, lengthOf, perimeterOf } from './measure.ts'
export { type Cells, cellCount, eachSpan, type Span } from './scan.ts'
export { type Line, linesOf, type Point, type Polygon, polygonGeometry, polygonsOf, signedArea } from './shapes.ts'
