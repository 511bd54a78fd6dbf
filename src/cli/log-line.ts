/** One JSON line an event, for the journal of the machine. */
export function logLine(event: string, facts: Readonly<Record<string, unknown>> = {}): void {
  if (event !== 'step.progress') console.error(JSON.stringify({ at: new Date().toISOString(), event, ...facts }))
}
