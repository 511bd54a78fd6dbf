import { OrchestraError } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import { type SynonymGroups, tellingWords, usualSynonyms } from './synonyms.ts'

/** Groups of a house, words of a group and characters of a word, at most. */
const [MOST_GROUPS, MOST_WORDS, MOST_CHARACTERS] = [2000, 20, 80]

/** The synonyms of a territory: those an administrator said, else the usual ones. */
export async function readSynonyms(tx: Sender, territory: string): Promise<{ groups: SynonymGroups; at: Date | null }> {
  const [row] = await tx.query<{ groups: SynonymGroups; at: Date }>(
    'select groups, at from search_synonyms where territory = $1',
    [territory],
  )
  return row ?? { groups: usualSynonyms, at: null }
}

/** Says the synonyms of a territory; null takes the usual ones again. Throws `catalogue.synonyms`. */
export async function saySynonyms(
  tx: Sender,
  territory: string,
  {
    groups,
    at,
    account,
  }: { readonly groups: SynonymGroups | null; readonly at: Date; readonly account: number | null },
): Promise<void> {
  if (groups === null) {
    await tx.query('delete from search_synonyms where territory = $1', [territory])
    return
  }
  groups.forEach(checkGroup)
  if (groups.length > MOST_GROUPS) throw wrong(MOST_GROUPS + 1, 'trop de groupes', 'too many groups')
  await tx.query(
    `insert into search_synonyms (territory, groups, at, account) values ($1, $2, $3, $4)
     on conflict (territory) do update set groups = excluded.groups, at = excluded.at, account = excluded.account`,
    [territory, JSON.stringify(groups), at, account],
  )
}

/** Groups from a text: a group a line, its words between commas. */
export const groupsOf = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .map((line) =>
      line
        .split(/[,;]/)
        .map((word) => word.trim())
        .filter(Boolean),
    )
    .filter((group) => group.length > 0)

function checkGroup(group: readonly string[], i: number): void {
  if (group.length < 2) throw wrong(i + 1, 'il faut au moins deux mots', 'at least two words are needed')
  if (group.length > MOST_WORDS)
    throw wrong(i + 1, `pas plus de ${MOST_WORDS} mots`, `no more than ${MOST_WORDS} words`)
  for (const word of group) {
    if (word.length > MOST_CHARACTERS) throw wrong(i + 1, 'un mot est trop long', 'a word is too long')
    if (tellingWords(word).length === 0)
      throw wrong(i + 1, `« ${word} » ne se cherche pas`, `'${word}' is not searched for`)
  }
}

const wrong = (line: number, fr: string, en: string) =>
  new OrchestraError({
    code: 'catalogue.synonyms',
    say: { fr: `Synonymes, ligne ${line} : ${fr}.`, en: `Synonyms, line ${line}: ${en}.` },
    remedy: {
      fr: 'Un groupe par ligne, ses mots entre des virgules : « vélo, bicyclette ».',
      en: 'One group a line, its words between commas: "vélo, bicyclette".',
    },
    place: 'groups',
  })
