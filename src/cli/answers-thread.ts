import { parentPort, workerData } from 'node:worker_threads'
import { asOrchestraError } from '../kernel/index.ts'
import { openAnswers } from '../pipeline/index.ts'
import type { Question, Reply } from './answers.ts'
import type { Options } from './args.ts'
import { logLine } from './log-line.ts'
import { openHouse } from './open.ts'

// The thread that keeps what processes prepare: it answers one question after another.

const house = await openHouse(workerData as Options, logLine, { threads: 1 })
const answers = openAnswers(house.chain)
const port = parentPort!
port.on('message', (message: Question | 'stop') => void (message === 'stop' ? stop() : answer(message)))
void answers.warm()

async function answer({ id, process, values }: Question): Promise<void> {
  try {
    port.postMessage({ id, performed: await answers.answer(process, values) } satisfies Reply)
  } catch (error) {
    const told = asOrchestraError(error)
    if (told !== error) house.chain.log('answers.error', { process, error: String(error) })
    port.postMessage({ id, error: told.toJSON() } satisfies Reply)
  }
}

async function stop(): Promise<void> {
  await answers.close()
  await house.close()
  port.close()
}
