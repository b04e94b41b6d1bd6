import type { Preview } from '@allclear/wire/planner.ts'
import { useState } from 'react'
import { Moment, Period } from '../parts/times.tsx'
import { Collisions } from './collisions.tsx'

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' })
const SHOWN = 100

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
  const { collisions, repeats, notices, readers, letters } = preview
  const languages = [...new Set(readers.map(({ language }) => language))]
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
      {languages.map((language) => (
        <InLanguage
          key={language}
          language={language}
          readers={readers.filter((one) => one.language === language)}
          letters={letters.filter((one) => one.language === language)}
        />
      ))}
    </>
  )
}

function InLanguage(group: { readonly language: string; readonly readers: Preview['readers']; readonly letters: Preview['letters'] }) {
  const { language, readers, letters } = group
  const [notice, setNotice] = useState('')
  const letter = letters.find((one) => one.notice === notice) ?? letters[0]
  return (
    <details>
      <summary>
        {LANGUAGES.of(language)}: {readers.length === 1 ? '1 reader' : `${readers.length} readers`}
      </summary>
      {letter && (
        <>
          <div className="narrow">
            {letters.map((one) => (
              <button key={one.notice} type="button" aria-pressed={one === letter} onClick={() => setNotice(one.notice)}>
                {one.notice}
              </button>
            ))}
          </div>
          <p className="quiet">As {letter.reader} reads it:</p>
          <pre className="letter" tabIndex={0} aria-label={`${letter.notice}, ${LANGUAGES.of(language)}`} lang={language}>
            <strong>{letter.subject}</strong>
            {'\n\n'}
            {letter.text}
          </pre>
        </>
      )}
      <ul className="rows">
        {readers.slice(0, SHOWN).map((reader) => (
          <Reader key={`${reader.channel} ${reader.address} ${reader.sites.join(' ')}`} reader={reader} />
        ))}
      </ul>
      {readers.length > SHOWN && <p className="quiet">and {readers.length - SHOWN} more</p>}
    </details>
  )
}

const Reader = ({ reader: { name, channel, address, cc, sites, moments } }: { reader: Preview['readers'][number] }) => (
  <li>
    <span>
      <strong>{name}</strong> by {channel} {address}
      {cc.length > 0 && <small className="quiet">copy to {cc.join(', ')}</small>}
      <small className="quiet">of {sites.join(', ')}</small>
    </span>
    <small>
      {moments.map(({ name: notice, at, isHeld }) => (
        <span key={notice} className="line-of">
          {notice}: <Moment at={at} />
          {isHeld && ', held for the quiet hours'}
        </span>
      ))}
    </small>
  </li>
)
