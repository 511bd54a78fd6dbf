const RADIANS = Math.PI / 180

export const sin = (degrees: number) => Math.sin(degrees * RADIANS)
export const cos = (degrees: number) => Math.cos(degrees * RADIANS)
export const tan = (degrees: number) => Math.tan(degrees * RADIANS)
export const degrees = (radians: number) => radians / RADIANS

/** The same angle between 0 and 360. */
export const turn = (angle: number) => {
  const left = angle % 360
  return left < 0 ? left + 360 : left
}
