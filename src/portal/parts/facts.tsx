import type { Child } from 'hono/jsx'

/** A name and its value; false where there is nothing to say. */
export type Fact = readonly [name: string, value: Child] | false

/** What is known of a thing, name by name. */
export const FactList = ({ facts }: { facts: readonly Fact[] }) => (
  <dl class="facts">
    {facts
      .filter((fact) => fact !== false)
      .map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)
