import { Counter, Histogram, Registry } from 'prom-client'

/** Counts the requests of one app. */
export interface HttpMeter {
  readonly registry: Registry
  /** `route` is the pattern of the address, so that their number stays small. */
  count(method: string, route: string, status: number, seconds: number): void
}

/** A registry of its own: two apps in one process do not share their counters. */
export function openHttpMeter(): HttpMeter {
  const registry = new Registry()
  const labelNames = ['method', 'route', 'status'] as const
  const requests = new Counter({
    name: 'orchestra_http_requests_total',
    help: 'Requests answered.',
    labelNames,
    registers: [registry],
  })
  const duration = new Histogram({
    name: 'orchestra_http_request_seconds',
    help: 'Time until an answer starts, in seconds.',
    labelNames: ['method', 'route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  return {
    registry,
    count(method, route, status, seconds) {
      requests.inc({ method, route, status: String(status) })
      duration.observe({ method, route }, seconds)
    },
  }
}
