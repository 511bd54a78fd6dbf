import { addProject, listProjects } from '../../govern/index.ts'
import { activeOf, fromHere, meOf } from '../account/who.ts'
import { readJson } from '../http/json-body.ts'
import { type Route, route } from '../http/route.ts'
import { ProjectForm, ProjectList, ProjectTold } from '../json/shapes.ts'
import { projectTold } from './told.ts'

/** The projects (reuses) of an account, which its requests name. Those who decide see them with the request. */
export const projectRoutes: readonly Route[] = [
  route({
    path: '/api/projects',
    tag: 'accounts',
    summary: { fr: 'Ses projets', en: 'One’s projects' },
    answer: ProjectList,
    problems: [401],
    secured: true,
    async handle(deps, c) {
      const me = await meOf(deps, c)
      return c.json({ items: (await listProjects(deps.govern.store, me.id)).map(projectTold) } satisfies ProjectList)
    },
  }),
  route({
    method: 'post',
    path: '/api/projects',
    tag: 'accounts',
    summary: { fr: 'Décrit un projet', en: 'Describes a project' },
    body: ProjectForm,
    success: [201],
    answer: ProjectTold,
    problems: [401, 403, 404, 413],
    secured: true,
    async handle(deps, c) {
      fromHere(c)
      const me = await activeOf(deps, c)
      const { url = '', parties = [], ...form } = await readJson(c, ProjectForm)
      return c.json(
        projectTold(await addProject(deps.govern, me.id, { ...form, url, parties })) satisfies ProjectTold,
        201,
      )
    },
  }),
]
