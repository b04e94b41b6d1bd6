import type { Preview } from '@allclear/wire/planner.ts'
import { Moment, Period } from '../parts/times.tsx'
import { Collisions } from './collisions.tsx'
import { WordsByLanguage } from './words-by-language.tsx'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** What a window would do, beside the form: what it meets, when it comes again, and by language who reads which words at which moments. */
export function PreviewPanel({ preview }: { preview: Preview | undefined }) {
  return (
    <aside className="panel foreseen" aria-label={words.wouldHappen} aria-live="polite">
      <h2>{words.before}</h2>
      {preview?.window ? <Foreseen preview={preview} window={preview.window} /> : <p className="quiet">{words.writeFirst}</p>}
    </aside>
  )
}

const SITES = 6

function saySites(sites: readonly string[]): string {
  if (sites.length === 0) return words.noSite
  const names = sites.slice(0, SITES).join(', ')
  return sites.length > SITES ? say(words.andMore, { names, more: sites.length - SITES }) : names
}

function Foreseen({ preview, window: { starts, ends, sites } }: { preview: Preview; window: NonNullable<Preview['window']> }) {
  const { collisions, repeats, notices, readers } = preview
  return (
    <>
      <p>
        <strong>
          <Period from={starts} until={ends} />
        </strong>
        <br />
        {saySites(sites)}
      </p>
      {repeats !== null && (
        <p>
          {say(words.comes, {
            rhythm: repeats.says,
            times: repeats.next.map((at, index) => (
              <span key={at}>
                {index > 0 && '; '}
                <Moment at={at} />
              </span>
            )),
          })}
        </p>
      )}
      <h3>{words.collisions}</h3>
      {collisions.length === 0 ? <p className="quiet">{words.noCollision}</p> : <Collisions collisions={collisions} />}
      <h3>{words.whoWhen}</h3>
      <ul className="rows">
        {notices.map(({ name, at }) => (
          <li key={name}>
            <span>{stated(name)}</span>
            <Moment at={at} />
          </li>
        ))}
        <li className="quiet">{words.atOnce}</li>
      </ul>
      {readers.length === 0 && <p className="wrong">{words.nobody}</p>}
      <WordsByLanguage words={preview} />
    </>
  )
}
