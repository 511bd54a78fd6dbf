// A process for the tests to kill: opens a home and writes numbers, printing each one once it is committed.
import { openStore } from '../index.ts'

const [home, migrations, mode] = process.argv.slice(2) as [string, string, string | undefined]
const store = await openStore({ home, migrations, log: (line) => console.log(line) })
console.log(`ready as uid ${process.getuid?.()}`)
if (mode === 'exit') process.exit(0)
if (mode === 'close') await store.close()
else
  for (;;) {
    const n = await store.transaction(async (tx) => {
      const [row] = await tx.query<{ n: number }>('INSERT INTO written (n) SELECT count(*) FROM written RETURNING n')
      return row!.n
    })
    console.log(`committed ${n}`)
  }
