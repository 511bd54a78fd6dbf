/** Anything SQL can be sent to: the pool, or one transaction. */
export interface Sender {
  /** Runs one statement with bound parameters and gives its rows. */
  query<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>
}

/** One connection kept for as long as needed: session locks, LISTEN. */
export interface Session extends Sender {
  /** Calls back on each notification of a channel, until the session is released. */
  listen(channel: string, heard: (payload: string) => void): Promise<void>
  release(): Promise<void>
}

/** The store: PostgreSQL, bundled or anybody's, with its schema up to date. */
export interface Store extends Sender {
  /** Runs `work` in one transaction; a throw rolls it back. Serialisation failures and deadlocks are tried again. */
  transaction<T>(work: (tx: Sender) => Promise<T>): Promise<T>
  session(): Promise<Session>
  /** Where it is, password included: for pg-boss only. Never logged. */
  readonly url: string
  /** `bundled` in the home, or a `server` of somebody's. */
  readonly kind: 'bundled' | 'server'
  close(): Promise<void>
}
