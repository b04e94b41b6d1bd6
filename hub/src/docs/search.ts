import { escapeHtml } from '../domain/message/escape.ts'
import { placeOf, titleOf } from './doc-page.ts'
import type { DocPage } from './doc-page.ts'
import type { Rendered } from './render-page.ts'

/** A place that can be found: a page, or a section of one. */
export type Entry = { readonly href: string; readonly title: string; readonly part: string; readonly says: string; readonly words: string }

const LONGEST = 160 // characters of what is shown of a section
const COMMON = /^(the|and|that|with|for|from|this|which|what|are|not|has|its|who|one|where|when|can|they|was)$/

/** What the search knows of a page: each section by itself, with every word once. */
export function entriesOf({ source }: DocPage, { title, says, sections }: Rendered): readonly Entry[] {
  const [whole, ...parts] = sections
  const entry = (href: string, part: string, shown: string, words: readonly string[]): Entry =>
    ({ href, title, part, says: cut(shown), words: wordsIn(words.join(' ')) }) // prettier-ignore
  return [
    entry(placeOf(source), '', says, whole?.words ?? []),
    ...parts.map(({ id, title: part, words }) => entry(`${placeOf(source)}#${id}`, part, words[0] ?? '', words)),
  ]
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, text.lastIndexOf(' ', LONGEST))} …` : text)

const wordsIn = (text: string) =>
  [...new Set(text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_.-]{2,}/gu) ?? [])].filter((word) => !COMMON.test(word)).join(' ')

/** The page that searches; without its script it is the list of all pages. */
export const searchPage = (
  groups: readonly { readonly title: string; readonly pages: readonly DocPage[] }[],
): string => `<h1 id="search">Search</h1>
<p>All that there is to read. Write a word to find where it stands.</p>
<form class="find"><label for="q">Words</label><input type="search" id="q" name="q" autocomplete="off"></form>
<p id="said" role="status"></p>
<ol id="found"></ol>
<div class="everything">
${groups.map(({ title, pages }) => `<h2>${escapeHtml(title)}</h2>\n<ul>${pages.map(lineOf).join('')}</ul>`).join('\n')}
</div>
<script src="search.js" defer></script>
`

const lineOf = (page: DocPage) => `<li><a href="${placeOf(page.source)}">${escapeHtml(titleOf(page))}</a></li>`
