/** Colours of the layers of a shared map. Okabe and Ito (2008), darkened to 3:1 on the map's ground: told apart without red-green vision. */
export const layerColours = ['#005c8f', '#a84400', '#00704f', '#8a3d72', '#7a5f00', '#33302b'] as const
