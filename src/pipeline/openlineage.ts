import { createHash } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import type { Node, OrchestraError } from '../kernel/index.ts'
import type { Task } from './task.ts'
import type { Chain, Footprint, Log, Materialization } from './types.ts'

// OpenLineage 2-0-2 (https://openlineage.io/spec/2-0-2/OpenLineage.json) and the versions of the facets used here.
const SPEC = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent'
const FACETS = 'https://openlineage.io/spec/facets'
const PRODUCER = 'urn:city-orchestra'

type Event = Record<string, unknown>

const facet = (schema: string, facts: Event): Event => ({
  _producer: PRODUCER,
  _schemaURL: `${FACETS}/${schema}`,
  ...facts,
})

/** The event of an asset (or partition) that starts to be made. */
export const startEvent = (chain: Chain, task: Task): Event => event(chain, task, 'START', {})

/** The event of a new version, with its shape, rows and cost. */
export function completeEvent(chain: Chain, task: Task, made: Materialization, footprint: Footprint): Event {
  return event(chain, task, 'COMPLETE', {
    outputFacets: {
      outputStatistics: facet(
        '1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet',
        {
          rowCount: made.rows,
          size: made.bytes,
        },
      ),
    },
    version: made.object,
    run: { orchestra_footprint: { _producer: PRODUCER, _schemaURL: SPEC, ...footprint } },
  })
}

/** The event of a failure: the last good version stays. */
export function failEvent(chain: Chain, task: Task, error: OrchestraError): Event {
  return event(chain, task, 'FAIL', {
    run: {
      errorMessage: facet('1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet', {
        message: error.message,
        programmingLanguage: 'TypeScript',
      }),
    },
  })
}

interface Extra {
  readonly outputFacets?: Event
  readonly version?: string
  readonly run?: Event
}

function event({ clock, graph }: Chain, task: Task, eventType: string, { outputFacets, version, run }: Extra): Event {
  const namespace = `orchestra://${graph.territory.id}`
  const { node, key, step } = task
  return {
    eventType,
    eventTime: clock().toISOString(),
    producer: PRODUCER,
    schemaURL: SPEC,
    run: {
      runId: uuidOf(`${namespace} step ${step.id} ${task.index} attempt ${step.attempt}`),
      facets: {
        parent: facet('1-1-0/ParentRunFacet.json#/$defs/ParentRunFacet', {
          run: { runId: uuidOf(`${namespace} run ${step.run}`) },
          job: { namespace, name: 'run' },
        }),
        ...run,
      },
    },
    job: { namespace, name: key ? `${node.name}.${key}` : node.name },
    inputs: node.source
      ? [{ namespace: 'source', name: node.source.address.replaceAll('{key}', key ?? '') }]
      : task.pinned.map((p) => ({ namespace, name: p.asset, facets: { version: versionFacet(p.content) } })),
    outputs: [
      {
        namespace,
        name: node.name,
        facets: { schema: schemaFacet(node), ...(version && { version: versionFacet(version) }) },
        ...(outputFacets && { outputFacets }),
      },
    ],
  }
}

const versionFacet = (datasetVersion: string) =>
  facet('1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet', { datasetVersion })

function schemaFacet(node: Node): Event {
  const fields = Object.entries(node.rows.columns).map(([name, c]) => ({
    name,
    type: c.column,
    description: c.title.en,
  }))
  return facet('1-1-1/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet', { fields })
}

/** A UUID (version 8) that always is the same for the same text. */
function uuidOf(text: string): string {
  const h = createHash('sha256').update(text).digest('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`
}

/**
 * Where events go: appended to a file, and posted to an OpenLineage endpoint when there is one. An endpoint that does not
 * answer is logged and never holds up the chain.
 */
export function lineageSink(file: string, endpoint: string | undefined, log: Log): Chain['emit'] {
  return async (event) => {
    await appendFile(file, `${JSON.stringify(event)}\n`)
    if (!endpoint) return
    const body = JSON.stringify(event)
    const headers = { 'content-type': 'application/json' }
    await fetch(endpoint, { method: 'POST', headers, body, signal: AbortSignal.timeout(5000) })
      .then((answer) => answer.ok || log('lineage.refused', { status: answer.status }))
      .catch((cause) => log('lineage.unreachable', { error: String(cause) }))
  }
}
