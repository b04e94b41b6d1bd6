import { useParams } from '@tanstack/react-router'
import { EditOwner } from './edit-owner.tsx'
import { LANGUAGES } from './languages.ts'

/** `/partners/…/edit`: what is said of a partner, and how it looks to its clients. */
export default function EditPartnerScreen() {
  const { id = '' } = useParams({ strict: false })
  return (
    <EditOwner
      {...{ kind: 'partners', id, noun: 'partner', back: { to: `/brands?partner=${id}`, name: 'Partners and brands' } }}
      fields={[
        { key: 'name', label: 'Name', required: true },
        {
          ...{ key: 'brand.from', label: 'Its mail comes from', placeholder: 'Brightside Care <care@brightside.example>' },
          hint: 'The records of this domain are shown under Brands.',
        },
        { key: 'brand.reply', label: 'Answers go to', type: 'email', hint: 'Not said: the inbox of this hub, which reads them.' },
        { key: 'brand.colour', label: 'Colour', placeholder: '#0b6e4f' },
        { key: 'brand.logo', label: 'Logo, by its address', type: 'url' },
        { key: 'brand.greeting', label: 'Greeting of its letters', placeholder: 'Hello' },
        { key: 'brand.signature', label: 'Signature of its letters' },
        { key: 'cc', label: 'In copy of every mail to its clients', isList: true, hint: 'Several with commas between.' },
        { key: 'timezone', label: 'Time zone', placeholder: 'America/Chicago' },
        { key: 'holidays', label: 'Holidays', placeholder: 'US-IL' },
        { key: 'language', label: 'Language', of: LANGUAGES },
        { key: 'status-page', label: 'Its own status page', type: 'url' },
      ]}
    />
  )
}
