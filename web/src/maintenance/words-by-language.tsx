import type { Words } from '@allclear/wire/planner.ts'
import { useState } from 'react'
import { Moment } from '../parts/times.tsx'
import { locale } from '../language.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

const nameOf = (language: string) => new Intl.DisplayNames([locale()], { type: 'language' }).of(language) ?? language
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
      <summary>{say(words.readers, { language: nameOf(language), count: readers.length })}</summary>
      {letter && (
        <>
          {letters.length > 1 && (
            <div className="narrow">
              {letters.map((one) => (
                <button key={one.notice} type="button" aria-pressed={one === letter} onClick={() => setNotice(one.notice)}>
                  {stated(one.notice)}
                </button>
              ))}
            </div>
          )}
          <p className="quiet">{say(words.asReads, { reader: letter.reader })}</p>
          <pre className="letter" tabIndex={0} aria-label={`${stated(letter.notice)}, ${nameOf(language)}`} lang={language}>
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
      {readers.length > SHOWN && <p className="quiet">{say(words.more, { more: readers.length - SHOWN })}</p>}
    </details>
  )
}

const Reader = ({ reader: { name, channel, address, cc, sites, moments } }: { reader: Words['readers'][number] }) => (
  <li>
    <span>
      {say(words.reader, { name: <strong>{name}</strong>, channel, address })}
      {cc.length > 0 && <small className="quiet">{say(words.copyTo, { addresses: cc.join(', ') })}</small>}
      <small className="quiet">{say(words.ofSites, { sites: sites.join(', ') })}</small>
    </span>
    <small>
      {moments.map(({ name: notice, at, isHeld }) => (
        <span key={notice} className="line-of">
          {isHeld ? (
            say(words.heldForQuiet, { name: stated(notice), time: <Moment at={at} /> })
          ) : (
            <>
              {stated(notice)}: <Moment at={at} />
            </>
          )}
        </span>
      ))}
    </small>
  </li>
)
