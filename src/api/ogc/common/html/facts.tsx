/** A name and its value; undefined where nothing is known. */
export type Fact = readonly [name: string, value: string | undefined]

/** What is known of a thing, name by name; what is not known is left out. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl>
    {facts.map(
      ([name, value]) =>
        value && (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ),
    )}
  </dl>
)
