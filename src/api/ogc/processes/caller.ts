/** What calls the addresses that subscribers give: by its own rules, which hold for all. */
export interface Caller {
  /** Throws why an address is never called. */
  check(address: string): Promise<void>
  /** Posts JSON and gives the status of the answer. Throws what went wrong. */
  post(address: string, body: string): Promise<number>
}
