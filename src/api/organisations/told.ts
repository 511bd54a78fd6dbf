import type { Organisation, Project } from '../../govern/index.ts'
import type { OrganisationTold, ProjectTold } from '../json/shapes.ts'

// Organisations and projects, as the API tells them.

export const organisationTold = ({ id: _, created, ...organisation }: Organisation): OrganisationTold => ({
  ...organisation,
  created: created.toISOString(),
})

export const projectTold = ({ account: _, created, parties, ...project }: Project): ProjectTold => ({
  ...project,
  parties: [...parties],
  created: created.toISOString(),
})
