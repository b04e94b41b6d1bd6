import type { People } from '@allclear/wire/person.ts'
import { useQueryClient } from '@tanstack/react-query'
import { post } from '../api.ts'
import { DeedForm } from '../parts/deed-form.tsx'
import { Fold } from '../parts/fold.tsx'
import { holdForUndo, useHeld } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { mayPlan, useSession } from '../session.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Who may look into the portal of each partner, and the letter that lets somebody in. */
export function Portals({ portals }: { portals: People['portals'] }) {
  const isOwner = mayPlan(useSession())
  if (portals.length === 0) return null
  return (
    <section>
      <h2>{words.portals}</h2>
      {portals.map(({ partner, name, members }) => (
        <section key={partner} className="panel person" aria-labelledby={`portal-${partner}`}>
          <h3 id={`portal-${partner}`}>{name}</h3>
          {members.length === 0 && <p className="quiet">{words.nobodyYet}</p>}
          <ul className="rows">
            {members.map((member) => (
              <MemberRow key={member.mail} partner={partner} member={member} isOwner={isOwner} />
            ))}
          </ul>
          {isOwner && <Invite partner={partner} />}
        </section>
      ))}
    </section>
  )
}

type Row = { readonly partner: string; readonly member: People['portals'][number]['members'][number]; readonly isOwner: boolean }

function MemberRow({ partner, member: { mail, name, role, client, invitedBy, invitedAt }, isOwner }: Row) {
  const queries = useQueryClient()
  const key = `shut-out/${partner}/${mail}`
  const isHeld = useHeld(key)
  const shutOut = () =>
    holdForUndo({
      key,
      says: say(words.isShutOut, { name }),
      send: async () => {
        await post(`/api/v1/partners/${partner}/members/${encodeURIComponent(mail)}/end`)
        await queries.invalidateQueries()
      },
    })
  return (
    <li>
      <span>
        {name}
        <small className="quiet">
          {mail}, {client === null ? role : say(words.roleOf, { role, client })}
        </small>
      </span>
      <span className="quiet">{say(words.letInBy, { name: invitedBy, time: <Moment at={invitedAt} /> })}</span>
      {isOwner && (
        <button disabled={isHeld} onClick={shutOut}>
          {words.shutOut}
          <span className="unseen"> {name}</span>
        </button>
      )}
    </li>
  )
}

// A client's own person is let in by an address of the API, since whose they are has to be said.
const Invite = ({ partner }: { partner: string }) => (
  <div className="actions">
    <Fold id={`invite-${partner}`} name={words.letIn} group="portals" about={say(words.toPortal, { partner })}>
      <DeedForm address={`/api/v1/partners/${partner}/members`} says={words.letterSent} button={words.sendLink}>
        <label htmlFor={`invite-name-${partner}`}>{words.name}</label>
        <input id={`invite-name-${partner}`} name="name" maxLength={100} required />
        <label htmlFor={`invite-mail-${partner}`}>{words.mail}</label>
        <input id={`invite-mail-${partner}`} name="mail" type="email" required />
        <label htmlFor={`invite-role-${partner}`}>{words.theySee}</label>
        <select id={`invite-role-${partner}`} name="role">
          {Object.entries(words.roles).map(([role, says]) => (
            <option key={role} value={role}>
              {says}
            </option>
          ))}
        </select>
      </DeedForm>
    </Fold>
  </div>
)
