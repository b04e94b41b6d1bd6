import type { People } from '@allclear/wire/person.ts'
import { useQueryClient } from '@tanstack/react-query'
import { post } from '../api.ts'
import { DeedForm } from '../parts/deed-form.tsx'
import { Fold } from '../parts/fold.tsx'
import { holdForUndo, useHeld } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { mayPlan, useSession } from '../session.ts'

const ROLES = { 'partner-member': 'All of the partner', 'partner-admin': 'The same, and they let others in' } as const

/** Who may look into the portal of each partner, and the letter that lets somebody in. */
export function Portals({ portals }: { portals: People['portals'] }) {
  const isOwner = mayPlan(useSession())
  if (portals.length === 0) return null
  return (
    <section>
      <h2>Who may look into the portals</h2>
      {portals.map(({ partner, name, members }) => (
        <section key={partner} className="panel person" aria-labelledby={`portal-${partner}`}>
          <h3 id={`portal-${partner}`}>{name}</h3>
          {members.length === 0 && <p className="quiet">Nobody yet.</p>}
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
  const key = `shut out ${partner} ${mail}`
  const isHeld = useHeld(key)
  const shutOut = () =>
    holdForUndo({
      key,
      says: `${name} is shut out.`,
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
          {mail}, {role}
          {client !== null && ` of ${client}`}
        </small>
      </span>
      <span className="quiet">
        let in by {invitedBy}, <Moment at={invitedAt} />
      </span>
      {isOwner && (
        <button disabled={isHeld} onClick={shutOut}>
          Shut out
          <span className="unseen"> {name}</span>
        </button>
      )}
    </li>
  )
}

// A client's own person is let in by an address of the API, since whose they are has to be said.
const Invite = ({ partner }: { partner: string }) => (
  <div className="actions">
    <Fold id={`invite-${partner}`} name="Let somebody in" group="portals" about={`to the portal of ${partner}`}>
      <DeedForm address={`/api/v1/partners/${partner}/members`} says="They get a letter with a link." button="Send them a link">
        <label htmlFor={`invite-name-${partner}`}>Name</label>
        <input id={`invite-name-${partner}`} name="name" maxLength={100} required />
        <label htmlFor={`invite-mail-${partner}`}>Mail address</label>
        <input id={`invite-mail-${partner}`} name="mail" type="email" required />
        <label htmlFor={`invite-role-${partner}`}>What they see</label>
        <select id={`invite-role-${partner}`} name="role">
          {Object.entries(ROLES).map(([role, says]) => (
            <option key={role} value={role}>
              {says}
            </option>
          ))}
        </select>
      </DeedForm>
    </Fold>
  </div>
)
