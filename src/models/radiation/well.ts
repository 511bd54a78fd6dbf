// What hides the sky is taken for a round well with a person in the middle of its floor, as SOLWEIG does for its sunlit walls (Lindberg et al. 2008).
// A sky view factor then says everything: that of a floor seeing a rim at elevation α is cos² α. The integrals below are its geometry.

/** Sky view factor (0 to ½) of an upright plate in the middle of the well; ½ minus it sees the wall. */
export function sideSky(sky: number): number {
  const sine = Math.sqrt(1 - sky)
  return (Math.acos(sine) - sine * Math.sqrt(sky)) / Math.PI
}

/** Height of the wall over the radius of the well. */
const depth = (sky: number) => Math.sqrt((1 - sky) / sky)

/** Share of the wall that the sun at `elevation` degrees lights, 0 to ½: the opposite rim shades the rest. */
export function litShare(sky: number, elevation: number): number {
  if (elevation <= 0 || sky <= 0) return 0
  const [height, reach] = [depth(sky), 2 * tan(elevation)]
  if (height >= reach) return reach / (Math.PI * height)
  if (height === 0) return 0.5
  const cut = Math.acos(height / reach)
  return (cut + (reach / height) * (1 - Math.sin(cut))) / Math.PI
}

/** Mean over the wall, lit or not, of the beam that strikes it, over the beam across its rays. */
export function beamOnWall(sky: number, elevation: number): number {
  if (elevation <= 0 || sky <= 0) return 0
  const [height, reach, level] = [depth(sky), 2 * tan(elevation), Math.cos((elevation * Math.PI) / 180)]
  // All the beam that enters falls on the wall.
  if (height >= reach) return (level * reach) / (4 * height)
  if (height === 0) return level / Math.PI
  const cut = Math.acos(height / reach)
  const [full, partly] = [Math.sin(cut), Math.PI / 2 - cut - Math.sin(cut) * Math.cos(cut)]
  return (level / Math.PI) * (full + (reach / (2 * height)) * partly)
}

const tan = (degrees: number) => Math.tan((degrees * Math.PI) / 180)
