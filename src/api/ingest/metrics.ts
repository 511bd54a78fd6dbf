import { Gauge, type Registry } from 'prom-client'
import type { Ingest } from '../../observe/ingest/index.ts'

/** Tells what came in since the service started, in the metrics of the service. */
export function meterFrames({ stats }: Pick<Ingest, 'stats'>, registry: Registry): void {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `orchestra_frames_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  gauge('messages_total', 'Frames received, copies included.', () => stats.messages)
  gauge('duplicates_total', 'Copies of frames known already.', () => stats.duplicates)
  gauge('late_total', 'Frames that came long after the network heard them.', () => stats.late)
  gauge('disordered_total', 'Frames that came after one with a higher counter.', () => stats.disordered)
  gauge('skewed_total', 'Frames whose clock could not be believed.', () => stats.skewed)
  gauge('resets_total', 'Counters that started again within a session.', () => stats.resets)
  gauge('observations_total', 'Observations that frames gave.', () => stats.observations)
  gauge('decode_seconds_total', 'Time spent decoding, in seconds.', () => stats.decodeSeconds)
  gauge('write_seconds_total', 'Time spent writing, in seconds.', () => stats.writeSeconds)
  new Gauge({
    name: 'orchestra_frames_total',
    help: 'Frames by what became of them.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, n] of Object.entries(stats.states)) this.set({ state }, n)
    },
  })
}
