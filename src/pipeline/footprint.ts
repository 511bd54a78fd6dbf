import type { Footprint } from './types.ts'

/**
 * Power of one busy core of a server, without its cooling: 3.5 W per virtual CPU at full load.
 * Source: Cloud Carbon Footprint, methodology, average of AWS, Azure and GCP servers (2021).
 */
export const WATTS_PER_CORE = 3.5

/**
 * What the building adds to the machine: PUE of 1.55, a world average.
 * Source: Uptime Institute, Global Data Center Survey 2022.
 */
export const POWER_USAGE_EFFECTIVENESS = 1.55

/**
 * Energy to move a byte over the Internet: 0.001 kWh per GB.
 * Source: Cloud Carbon Footprint, methodology, networking (2021).
 */
export const WH_PER_BYTE_FETCHED = 1 / 1e9

/**
 * Carbon of French electricity, over its life cycle, at the plug: 52 gCO2e per kWh.
 * Source: ADEME, Base Empreinte, « Électricité, mix moyen, consommation, France continentale » (2022).
 */
export const GRID_G_PER_KWH = 52

/** What is measured; energy and carbon follow. */
export type Measured = Omit<Footprint, 'energy_wh' | 'co2e_g'>

/** Estimates energy (Wh) and carbon (gCO2e) from CPU seconds and bytes fetched. Disk and memory are not counted. */
export function footprintOf(measured: Measured): Footprint {
  const compute = (measured.cpu_s / 3600) * WATTS_PER_CORE * POWER_USAGE_EFFECTIVENESS
  const energy_wh = compute + measured.bytes_fetched * WH_PER_BYTE_FETCHED
  return { ...measured, energy_wh, co2e_g: (energy_wh / 1000) * GRID_G_PER_KWH }
}

/** The sum of several footprints. */
export function addFootprints(parts: readonly (Footprint | null)[]): Footprint {
  const sum = { cpu_s: 0, wall_s: 0, bytes_read: 0, bytes_written: 0, bytes_fetched: 0, energy_wh: 0, co2e_g: 0 }
  for (const part of parts) if (part) for (const key of Object.keys(sum) as (keyof Footprint)[]) sum[key] += part[key]
  return sum
}

/** Starts measuring this process; the returned function gives what was used since. */
export function meter(io: { read: number; written: number }): (bytesFetched: number) => Footprint {
  const [cpu, wall, read, written] = [process.cpuUsage(), performance.now(), io.read, io.written]
  return (bytes_fetched) => {
    const { user, system } = process.cpuUsage(cpu)
    return footprintOf({
      cpu_s: (user + system) / 1e6,
      wall_s: (performance.now() - wall) / 1000,
      bytes_read: io.read - read,
      bytes_written: io.written - written,
      bytes_fetched,
    })
  }
}
