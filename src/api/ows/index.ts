export { crsNamed, crsUrn } from './crs.ts'
export { owsCodeOf, owsFault } from './fault.ts'
export { type Kvp, readKvp } from './kvp.ts'
export { element, leaf, XML_HEAD, xmlText } from './xml.ts'
