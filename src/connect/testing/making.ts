import type { Making, Rejected } from '../../kernel/index.ts'

/** What surrounds a step, kept in memory. */
export function making(signal: AbortSignal = new AbortController().signal): Making & { rejected: Rejected[] } {
  const rejected: Rejected[] = []
  return {
    rejected,
    partition: undefined,
    now: new Date('2026-01-01T00:00:00Z'),
    territory: {
      id: 'test',
      title: { fr: 'Essai', en: 'Test' },
      description: { fr: '', en: '' },
      bounds: [-2, 47, -1, 49],
      crs: 'EPSG:2154',
      timezone: 'Europe/Paris',
      organisation: { name: 'Essai' },
    },
    signal,
    folder: '',
    reject: (r) => rejected.push(r),
    progress: () => {},
    raster: () => Promise.reject(new Error('a source writes no raster')),
  }
}
