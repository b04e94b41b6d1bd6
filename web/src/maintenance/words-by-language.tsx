import type { Words } from '@allclear/wire/planner.ts'
import { useState } from 'react'
import { Moment } from '../parts/times.tsx'

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' })
const SHOWN = 100

/** Who reads which words at which moment, language by language. */
export function WordsByLanguage({ words: { readers, letters }, isOpen = false }: { words: Words; isOpen?: boolean }) {
  const languages = [...new Set(readers.map(({ language }) => language))]
  return languages.map((language) => (
    <InLanguage
      key={language}
      language={language}
      isOpen={isOpen}
      readers={readers.filter((one) => one.language === language)}
      letters={letters.filter((one) => one.language === language)}
    />
  ))
}

function InLanguage(group: {
  readonly language: string
  readonly isOpen: boolean
  readonly readers: Words['readers']
  readonly letters: Words['letters']
}) {
  const { language, isOpen, readers, letters } = group
  const [notice, setNotice] = useState('')
  const letter = letters.find((one) => one.notice === notice) ?? letters[0]
  return (
    <details open={isOpen || undefined}>
      <summary>
        {LANGUAGES.of(language)}: {readers.length === 1 ? '1 reader' : `${readers.length} readers`}
      </summary>
      {letter && (
        <>
          {letters.length > 1 && (
            <div className="narrow">
              {letters.map((one) => (
                <button key={one.notice} type="button" aria-pressed={one === letter} onClick={() => setNotice(one.notice)}>
                  {one.notice}
                </button>
              ))}
            </div>
          )}
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

const Reader = ({ reader: { name, channel, address, cc, sites, moments } }: { reader: Words['readers'][number] }) => (
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
