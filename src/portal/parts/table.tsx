import type { Child } from 'hono/jsx'

interface Heading {
  readonly title: Child
  readonly numeric?: boolean
}

interface TableProps {
  readonly caption: string
  readonly hideCaption?: boolean
  readonly headings: readonly Heading[]
  readonly rows: readonly (readonly Child[])[]
  /** Rows of data: one line each, long values cut. */
  readonly dense?: boolean
  /** Many columns of words: on a phone it scrolls rather than being crushed. */
  readonly wide?: boolean
}

/** A table in a frame that scrolls sideways on a phone, by keyboard too. The first cell of a row names it. */
export function DataTable({ caption, hideCaption = false, headings, rows, dense = false, wide = false }: TableProps) {
  return (
    <section class="scroll" tabindex={0} aria-label={caption}>
      <table class={dense ? 'dense' : wide ? 'many' : undefined}>
        <caption class={hideCaption ? 'hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th scope="col" class={heading.numeric ? 'number' : undefined}>
                {heading.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map((cell, i) =>
                i === 0 ? (
                  <th scope="row" class={headings[i]?.numeric ? 'number' : undefined}>
                    {cell}
                  </th>
                ) : (
                  <td class={headings[i]?.numeric ? 'number' : undefined}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
