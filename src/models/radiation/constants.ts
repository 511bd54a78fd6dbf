/** W m⁻² K⁻⁴: CODATA 2018. */
export const STEFAN_BOLTZMANN = 5.670_374_419e-8
/** Of the sun outside the atmosphere, at one astronomical unit, W/m²: Kopp and Lean, Geophys. Res. Lett. 38 (2011) L01706. */
export const SOLAR_CONSTANT = 1360.8

/** Radiation of a black body at °C, W/m². */
export const blackBody = (celsius: number): number => STEFAN_BOLTZMANN * (celsius + 273.15) ** 4
