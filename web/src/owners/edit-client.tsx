import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { choicesQuery } from '../sites/plan-query.ts'
import { EditOwner } from './edit-owner.tsx'
import { LANGUAGES } from './languages.ts'
import { words } from './words/index.ts'

/** `/clients/…/edit`: what is said of a client: in whose name it hears, in which language, when it is day there. */
export default function EditClientScreen() {
  const { id = '' } = useParams({ strict: false })
  const { partners } = useSuspenseQuery(choicesQuery).data
  return (
    <EditOwner
      {...{ kind: 'clients', id, back: { to: `/contacts/${id}`, name: words.contacts } }}
      fields={[
        { key: 'name', label: words.name, required: true },
        { key: 'partner', label: words.whoseName, hint: words.inOurs, of: partners },
        { key: 'timezone', label: words.zone, placeholder: words.zoneExample, hint: words.zoneHint },
        { key: 'holidays', label: words.holidays, placeholder: 'US-IL', hint: words.holidaysHint },
        { key: 'language', label: words.readsLanguage, of: LANGUAGES },
        { key: 'first-response', label: words.firstResponse, placeholder: '15m' },
        { key: 'status-page', label: words.statusPage, type: 'url' },
      ]}
    />
  )
}
