import type { Preview } from '@allclear/wire/planner.ts'
import { Moment, Period } from '../parts/times.tsx'
import { Collisions } from './collisions.tsx'
import { WordsByLanguage } from './words-by-language.tsx'

/** What a window would do, beside the form: what it meets, when it comes again, and by language who reads which words at which moments. */
export function PreviewPanel({ preview }: { preview: Preview | undefined }) {
  return (
    <aside className="panel foreseen" aria-label="What would happen" aria-live="polite">
      <h2>Before it is planned</h2>
      {preview?.window ? (
        <Foreseen preview={preview} window={preview.window} />
      ) : (
        <p className="quiet">
          Write when it starts, how long it lasts and what it affects: then stands here what it collides with, who is told, when, and in
          which words.
        </p>
      )}
    </aside>
  )
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
        {sites.length === 0 ? 'no site' : sites.slice(0, 6).join(', ')}
        {sites.length > 6 && ` and ${sites.length - 6} more`}
      </p>
      {repeats !== null && (
        <p>
          Comes {repeats.says}:{' '}
          {repeats.next.map((at, index) => (
            <span key={at}>
              {index > 0 && '; '}
              <Moment at={at} />
            </span>
          ))}
        </p>
      )}
      <h3>Collisions</h3>
      {collisions.length === 0 ? (
        <p className="quiet">None: no other work, no holiday, in the quiet hours of all whose sites these are.</p>
      ) : (
        <Collisions collisions={collisions} />
      )}
      <h3>Who is told, and when</h3>
      <ul className="rows">
        {notices.map(({ name, at }) => (
          <li key={name}>
            <span>{name}</span>
            <Moment at={at} />
          </li>
        ))}
        <li className="quiet">Change, extension, cancellation, completion: at once, to whoever was told</li>
      </ul>
      {readers.length === 0 && <p className="wrong">Nobody: it affects no site, or nobody of theirs can be reached.</p>}
      <WordsByLanguage words={preview} />
    </>
  )
}
