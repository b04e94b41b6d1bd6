import type { Link } from '@allclear/wire/site.ts'
import { Pill } from '../parts/pill.tsx'
import { Ends } from './ends.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What a visit passes on its way from the name to the page: whose each is, how it stands, and when it ends. */
export function Chain({ links }: { links: readonly Link[] }) {
  return (
    <section>
      <h2 id="chain-name">{words.chain}</h2>
      <ol className="chain" aria-labelledby="chain-name">
        {links.map(({ name, owner, keptBy, seen, expires, said }) => (
          <li key={name} className={`panel ${said.tone}`}>
            <p className="quiet">{name}</p>
            <strong>{owner ?? words.notRecorded}</strong>
            <Pill said={said} />
            {expires !== null && <p>{say(words.until, { time: <Ends at={expires} /> })}</p>}
            {seen.map((one) => (
              <p key={one} className="quiet">
                {one}
              </p>
            ))}
            {keptBy !== null && <p className="quiet">{say(words.mayAsk, { name: keptBy })}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
