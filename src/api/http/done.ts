import { Done } from '../json/shapes.ts'

/** Answered when what was asked is done and there is nothing more to tell. */
export const done = { done: true } satisfies Done
/** A form of people who are signed in, that answers so. */
export const doneForm = { method: 'post', tag: 'accounts', success: [200], answer: Done, secured: true } as const
