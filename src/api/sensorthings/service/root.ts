import { entityTypes } from '../model.ts'

const requirements = 'http://www.opengis.net/spec/iot_sensing/1.1/req'

/** The requirement classes of OGC 18-088 that are met. MQTT ones only where there is a broker. */
const classes = [
  'datamodel',
  ...entityTypes.map(({ name }) => `datamodel/${kebab(name)}`),
  'resource-path/resource-path-to-entities',
  'request-data',
  'create-update-delete/create-entity',
  'create-update-delete/link-to-existing-entities',
  'create-update-delete/deep-insert',
  'create-update-delete/deep-insert-status-code',
  'create-update-delete/update-entity',
  'create-update-delete/update-entity-put',
  'create-update-delete/update-entity-jsonpatch',
  'create-update-delete/delete-entity',
  'create-update-delete/historical-location-auto-creation',
  'batch-request/batch-request',
  'data-array/data-array',
]
const mqttClasses = ['create-observations-via-mqtt/observations-creation', 'receive-updates-via-mqtt/receive-updates']

function kebab(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
}

/** The service root (OGC 18-088, 9.2.1): the sets, and what the server meets. `mqtt`: where its broker is reached. */
export function serviceRoot(root: string, mqtt: string | undefined) {
  return {
    value: entityTypes.map(({ set }) => ({ name: set, url: `${root}/${set}` })),
    serverSettings: {
      conformance: [...classes, ...(mqtt ? mqttClasses : [])].map((name) => `${requirements}/${name}`),
      ...(mqtt && {
        [`${requirements}/create-observations-via-mqtt/observations-creation`]: { endpoints: [mqtt] },
        [`${requirements}/receive-updates-via-mqtt/receive-updates`]: { endpoints: [mqtt] },
      }),
    },
  }
}
