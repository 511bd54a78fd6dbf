import { instant, integer, nullable, number, table, text } from '../../../src/kernel/index.ts'

// French national schema « comptage des mobilités », version 0.2.5 (2024-12-31): three files, whose fields and values
// are those of https://github.com/etalab/schema-comptage-mobilites. Fields this pack cannot know stay empty.

const field = (fr: string, en: string) => text({ title: { fr, en } })
const unknown = (fr: string, en: string) => nullable(field(fr, en))

/** File `site`: a place where counters stand. */
export const ComptageSite = table(
  'comptage_site',
  {
    site_id: field('Site', 'Site'),
    parent_site_id: unknown('Site parent', 'Parent site'),
    site_name: field('Nom du site', 'Name of the site'),
    fr_insee_code: unknown('Code Insee de la commune', 'INSEE code of the commune'),
    xlong: number({ title: { fr: 'Longitude', en: 'Longitude' }, unit: 'deg' }),
    ylat: number({ title: { fr: 'Latitude', en: 'Latitude' }, unit: 'deg' }),
    external_ids: unknown('Identifiants de l’infrastructure', 'Identifiers of the infrastructure'),
    infrastructure_type: unknown('Type d’infrastructure', 'Type of infrastructure'),
  },
  { key: ['site_id'] },
)

/** File `channel`: one direction and one practice counted at a site. */
export const ComptageChannel = table(
  'comptage_channel',
  {
    channel_id: field('Canal', 'Channel'),
    channel_provider_id: unknown('Canal chez le fournisseur', 'Channel at the provider'),
    site_provider_id: unknown('Site chez le fournisseur', 'Site at the provider'),
    site_id: field('Site', 'Site'),
    mobility_type: unknown('Pratiques comptées', 'Practices counted'),
    comment: unknown('Commentaire', 'Comment'),
    counter_transmission_type: unknown('Relève du compteur', 'Transmission of the counter'),
    publication_transmission_type: unknown('Transmission au portail', 'Transmission to the portal'),
    counter_type: unknown('Type de compteur', 'Type of counter'),
    direction: unknown('Direction', 'Direction'),
    provider_direction_code: unknown('Code du sens chez le fournisseur', 'Direction code at the provider'),
    provider_direction_name: unknown('Nom du sens chez le fournisseur', 'Direction name at the provider'),
    data_provider_name: unknown('Fournisseur', 'Provider'),
    temporality: unknown('Périodicité', 'Temporality'),
    started_at: instant({ title: { fr: 'Début', en: 'Start' } }),
    ended_at: nullable(instant({ title: { fr: 'Fin', en: 'End' } })),
    last_updated_at: nullable(instant({ title: { fr: 'Mise à jour', en: 'Last update' } })),
    time_step: integer({ title: { fr: 'Pas de temps', en: 'Time step' }, unit: 's' }),
    provider_portal_url: unknown('Page publique', 'Public page'),
  },
  { key: ['channel_id'] },
)

/** File `measure`: what passed on a channel between two times. */
export const ComptageMeasure = table(
  'comptage_measure',
  {
    channel_id: field('Canal', 'Channel'),
    counter_id: unknown('Compteur', 'Counter'),
    start_datetime: instant({ title: { fr: 'Début (inclus)', en: 'Start (included)' }, role: 'time' }),
    end_datetime: nullable(instant({ title: { fr: 'Fin (exclue)', en: 'End (excluded)' } })),
    count: nullable(number({ title: { fr: 'Passages', en: 'Passages' }, unit: '{passage}' })),
  },
  { key: ['channel_id', 'start_datetime'] },
)
