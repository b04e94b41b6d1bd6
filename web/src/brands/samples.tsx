import type { Brand } from '@allclear/wire/brand.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What a letter in this name looks like: sender, colour, greeting and signature are the brand's, the words a sample. */
export function Letter({ brand: { name, from, look } }: { brand: Brand }) {
  return (
    <div className="sample">
      <p className="quiet">
        {say(words.sample.from, { name: `${name} <${from}>` })}
        <br />
        {say(words.sample.subject, { site: 'cornershop.example' })}
      </p>
      <div className="sheet" style={{ borderTopColor: look.colour ?? 'var(--accent)' }}>
        <strong>{name}</strong>
        <p>{say(words.sample.hello, { greeting: look.greeting ?? words.sample.greeting })}</p>
        <p>{words.sample.text}</p>
        <p className="signature">{look.signature ?? name}</p>
      </div>
    </div>
  )
}

/** The head of the status page in this brand. */
export const PageSample = ({ brand: { name, look, page } }: { brand: Brand }) => (
  <div className="sample">
    <p className="quiet">{page.own[0]?.domain ?? page.path}</p>
    <div className="sheet">
      <span className="mark" style={{ background: look.colour ?? 'var(--accent)' }} aria-hidden="true" /> <strong>{name}</strong>
      <p className="headline">{words.sample.allWell}</p>
    </div>
  </div>
)
