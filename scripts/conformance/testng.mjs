// The reports that the executable test suites of the OGC leave: those of TestNG.

/** Texts of failures may hold whole documents: what helps is at their beginning. */
const LONGEST_REASON = 300

/**
 * The tally of a report (`testng-results.xml`).
 * @param suite its name
 * @param report its XML
 * @returns `{ suite, checks, skipped, failures: [{ test, clause, why }] }`; what fails without a method of its own is a failure too
 */
export function tallyOf(suite, report) {
  const number = (what) =>
    Number(new RegExp(`<testng-results\\b[^>]*\\s${what}="(\\d+)"`).exec(report)?.[1] ?? Number.NaN)
  const failures = [...failedMethods(report)]
  const [total, failed, skipped] = ['total', 'failed', 'skipped'].map(number)
  if (Number.isNaN(total + failed + skipped))
    failures.push({ test: 'its report', clause: 'none', why: 'it does not tell how many tests passed' })
  else if (failed > failures.length)
    failures.push({ test: 'its report', clause: 'none', why: `${failed} failures, ${failures.length} of them named` })
  return { suite, checks: Math.max(total || 0, failures.length), skipped: skipped || 0, failures }
}

/** Each method that failed, tests and what prepares them alike, with the class it belongs to and what it threw. */
function* failedMethods(report) {
  for (const [, owner, methods] of report.matchAll(/<class name="([^"]*)">([\s\S]*?)<\/class>/g))
    for (const [, facts, isEmpty, rest] of methods.matchAll(
      /<test-method\b((?:\s[\w-]+="[^"]*")*)\s*(?:(\/)>|>([\s\S]*?)<\/test-method>)/g,
    )) {
      if (!/\sstatus="FAIL"/.test(facts)) continue
      const told = (what) => new RegExp(`\\s${what}="([^"]+)"`).exec(facts)?.[1]
      yield {
        test: told('description') ?? told('name'),
        clause: owner.split('.').at(-1),
        why: isEmpty ? 'not told' : reasonOf(rest),
      }
    }
}

function reasonOf(method) {
  const thrown = /<exception class="([^"]*)"/.exec(method)?.[1]
  const message = /<message>\s*(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?\s*<\/message>/.exec(method)?.[1].trim()
  return (message || thrown || 'not told').replaceAll(/\s+/g, ' ').slice(0, LONGEST_REASON)
}
