// What was judged, in one table, and each failure with its clause.

/**
 * Prints the tallies of a run.
 * @param tallies each `{ suite, checks, skipped, failures: [{ test, clause, why }] }`
 * @returns the number of failures
 */
export function printTable(tallies) {
  const rows = tallies.map(({ suite, checks, skipped, failures }) => [
    suite,
    checks,
    checks - skipped - failures.length,
    skipped,
    failures.length,
  ])
  const lines = [['suite', 'checks', 'passed', 'not applied', 'failed'], ...rows].map((row) => row.map(String))
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)))
  const padded = (text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))
  console.log(`\n${lines.map((line) => line.map(padded).join('  ')).join('\n')}`)
  for (const { suite, failures } of tallies)
    for (const { test, clause, why } of failures) console.log(`  FAIL ${suite}: ${test} (${clause}): ${why}`)
  return tallies.reduce((sum, { failures }) => sum + failures.length, 0)
}
