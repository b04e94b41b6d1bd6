import type { Room } from '@allclear/wire/room.ts'
import { useState } from 'react'
import { LetterForm } from './letter-form.tsx'
import { UpdateForm } from './update-form.tsx'
import { words } from './words/index.ts'

const EVERYONE = 'public'

/** Words for those outside: to the client, the partner, both, or everyone; each is read as it will leave before it does. */
export function WriteForm({ incident, may: { words: offers, update } }: { incident: string; may: Room['may'] }) {
  const audiences = [...(offers?.to ?? []), ...(update ? [{ id: EVERYONE, name: words.everyone }] : [])]
  const [audience, setAudience] = useState(audiences[0]?.id)
  const chosen = audiences.find(({ id }) => id === audience)?.id ?? audiences[0]?.id
  const choice = (
    <>
      <label htmlFor="audience">{words.toWhom}</label>
      <select id="audience" value={chosen} onChange={({ currentTarget: { value } }) => setAudience(value)}>
        {audiences.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </>
  )
  if (chosen === EVERYONE && update)
    return (
      <UpdateForm incident={incident} update={update}>
        {choice}
      </UpdateForm>
    )
  return offers && chosen ? (
    <LetterForm key={chosen} incident={incident} to={chosen} offers={offers}>
      {choice}
    </LetterForm>
  ) : null
}
