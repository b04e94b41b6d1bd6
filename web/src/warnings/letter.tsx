import type { Warning } from '@allclear/wire/warning.ts'
import { useQuery } from '@tanstack/react-query'
import { Waiting } from '../parts/waiting.tsx'
import { Head } from '../room/letter-shown.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { letterQuery } from './warnings-query.ts'
import { words as parts } from '../parts/words/index.ts'
import { sayBoth } from '../language.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** The letter about a warning as the client will read it, with exactly those whom it reaches; a person sends it. */
export function WarningLetter({ warning, onClose }: { warning: Warning; onClose: () => void }) {
  const { data: letter, error } = useQuery(letterQuery(warning.id))
  const { isBusy, run } = useDeed()
  if (error)
    return (
      <p className="wrong" role="alert">
        {error.message}
      </p>
    )
  if (!letter) return <Waiting />
  const { from, name, to, cc, why, subject, text, shown, sentAt } = letter
  const send = async () => {
    if (await run(`/api/v1/warnings/${warning.id}/letter`, { shown }, say(words.letterSent, { name }))) onClose()
  }
  return (
    <>
      <dl className="envelope">
        <Head name={words.from}>{from}</Head>
        <Head name={words.to}>
          {name}, {to.join(', ')}
        </Head>
        {cc.length > 0 && <Head name={words.cc}>{cc.join(', ')}</Head>}
        {why !== null && <Head name={words.notFirst}>{why}</Head>}
        <Head name={words.subject}>{subject}</Head>
      </dl>
      <pre className="letter" tabIndex={0} aria-label={say(words.wordsTo, { name })} lang={letter.language}>
        {text}
      </pre>
      <div className="end">
        <button type="button" onClick={onClose}>
          {parts.close}
        </button>
        {warning.mayAct && sentAt === null && (
          <button className="primary" disabled={isBusy} onClick={() => void send()}>
            {say(words.sendTo, { addresses: sayBoth([...to, ...cc]) })}
          </button>
        )}
      </div>
    </>
  )
}
