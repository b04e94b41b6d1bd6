import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { choicesQuery } from '../sites/plan-query.ts'
import { EditOwner } from './edit-owner.tsx'
import { LANGUAGES } from './languages.ts'

/** `/clients/…/edit`: what is said of a client: in whose name it hears, in which language, when it is day there. */
export default function EditClientScreen() {
  const { id = '' } = useParams({ strict: false })
  const { partners } = useSuspenseQuery(choicesQuery).data
  return (
    <EditOwner
      {...{ kind: 'clients', id, noun: 'client', back: { to: `/contacts/${id}`, name: 'Contacts' } }}
      fields={[
        { key: 'name', label: 'Name', required: true },
        { key: 'partner', label: 'In whose name it hears', hint: 'Not said: in ours.', of: partners },
        { key: 'timezone', label: 'Time zone', placeholder: 'America/Chicago', hint: 'When letters may come, and what “tomorrow” is.' },
        { key: 'holidays', label: 'Holidays', placeholder: 'US-IL', hint: 'A country, or a part of one.' },
        { key: 'language', label: 'Language of what it reads', of: LANGUAGES },
        { key: 'first-response', label: 'First response promised within', placeholder: '15m' },
        { key: 'status-page', label: 'Its own status page', type: 'url' },
      ]}
    />
  )
}
