/** Share of the direct beam that goes through the crown of a tree. */
export const transmissivity = { leafOn: 0.03, leafOff: 0.5 } as const
