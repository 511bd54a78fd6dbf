import Type from 'typebox'
import { jobStates } from '../../../pipeline/index.ts'
import { linkList } from '../common/schemas.ts'

// Answers of OGC API Processes: what their JSON holds (schemas of part 1, 1.0).

const text = (description?: string) => Type.String({ ...(description && { description }) })
const anyJson = Type.Record(Type.String(), Type.Unknown())

const summary = {
  id: text(),
  title: text(),
  description: text(),
  keywords: Type.Array(text()),
  version: text('Changes with the code.'),
  jobControlOptions: Type.Array(Type.Enum(['sync-execute', 'async-execute', 'dismiss'])),
  outputTransmission: Type.Array(Type.Enum(['value', 'reference'])),
  links: linkList,
}
export const ProcessSummary = Type.Object(summary)
export const ProcessList = Type.Object({ processes: Type.Array(ProcessSummary), links: linkList })

const metadata = Type.Object({ title: text(), role: text(), href: text() })
const told = {
  title: text(),
  description: Type.Optional(text()),
  metadata: Type.Optional(Type.Array(metadata)),
  schema: anyJson,
}
export const ProcessDescription = Type.Object({
  ...summary,
  inputs: Type.Record(
    Type.String(),
    Type.Object({ ...told, minOccurs: Type.Integer({ minimum: 0 }), maxOccurs: Type.Integer({ minimum: 1 }) }),
  ),
  outputs: Type.Record(Type.String(), Type.Object(told)),
})

export const StatusInfo = Type.Object({
  jobID: text(),
  processID: text(),
  type: Type.Enum(['process']),
  status: Type.Enum([...jobStates]),
  message: text(),
  created: text(),
  started: Type.Optional(text()),
  finished: Type.Optional(text()),
  updated: text(),
  progress: Type.Integer({ minimum: 0, maximum: 100 }),
  reads: Type.Array(Type.Object({ asset: text(), version: Type.Integer({ minimum: 0 }) }), {
    description: 'Versions of the assets it read.',
  }),
  links: linkList,
})
export const JobList = Type.Object({ jobs: Type.Array(StatusInfo), links: linkList })

/** An execution request, as documents tell it; it is read piece by piece, to name what is wrong. */
export const Execute = Type.Object(
  {
    inputs: Type.Optional(anyJson),
    outputs: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object({
          format: Type.Optional(Type.Object({ mediaType: Type.Optional(text()) })),
          transmissionMode: Type.Optional(Type.Enum(['value', 'reference'])),
        }),
      ),
    ),
    response: Type.Optional(Type.Enum(['raw', 'document'], { default: 'raw' })),
    subscriber: Type.Optional(
      Type.Object(
        {
          successUri: Type.Optional(text('Is posted the results.')),
          inProgressUri: Type.Optional(text('Is posted the state, as it goes on.')),
          failedUri: Type.Optional(text('Is posted the state, when it fails or is dismissed.')),
        },
        { description: 'Public https addresses to call, where the service calls any.' },
      ),
    ),
  },
  { description: 'The values of the inputs, and how the outputs are wanted.' },
)
