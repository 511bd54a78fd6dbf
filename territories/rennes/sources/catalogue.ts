import { json } from '../../../src/connect/index.ts'
import { json as anything, check, nullable, table, text } from '../../../src/kernel/index.ts'

const about = (fr: string, en: string) => ({ title: { fr, en } })

const RudiRecord = table('rudi_record', {
  global_id: text({ ...about('Identifiant', 'Identifier'), role: 'id' }),
  local_id: nullable(text(about('Identifiant local', 'Local identifier'))),
  resource_title: text({ ...about('Titre', 'Title'), role: 'title' }),
  theme: text(about('Thème (libellé français)', 'Theme (French label)')),
  producer: text(about('Producteur', 'Producer')),
  licence: nullable(text(about('Licence', 'Licence'))),
  storage_status: text(about('État de stockage', 'Storage status')),
  record: anything(about('Fiche entière', 'Whole record')),
})

/** The 387 metadata records of the Rennes data portal under RUDI 1.2.0, kept whole: mending them is the catalogue's work. */
export const rudiRecords = json({
  name: 'rudi_records',
  title: { fr: 'Fiches du portail Rudi', en: 'Records of the Rudi portal' },
  rows: RudiRecord,
  producer: 'Rennes Métropole',
  licence: 'ODbL-1.0',
  dated: '2021/2022',
  address: 'https://data-rudi.org/api/v1/resources',
  snapshot: 'rennes/rudi_metadata_387.json',
  map: {
    local_id: { from: 'local_id', optional: true },
    producer: 'producer.organization_name',
    licence: { from: 'access_condition.licence.licence_label', optional: true },
    record: (record) => record,
  },
  checks: [check.notEmpty(), check.unique(['global_id'], { severity: 'quarantine' })],
})
