import { useParams } from '@tanstack/react-router'
import { EditOwner } from './edit-owner.tsx'
import { LANGUAGES } from './languages.ts'
import { words } from './words/index.ts'

/** `/partners/…/edit`: what is said of a partner, and how it looks to its clients. */
export default function EditPartnerScreen() {
  const { id = '' } = useParams({ strict: false })
  return (
    <EditOwner
      {...{ kind: 'partners', id, back: { to: `/brands?partner=${id}`, name: words.brands } }}
      fields={[
        { key: 'name', label: words.name, required: true },
        {
          ...{ key: 'brand.from', label: words.mailFrom, placeholder: words.mailFromExample },
          hint: words.mailFromHint,
        },
        { key: 'brand.reply', label: words.answersTo, type: 'email', hint: words.answersHint },
        { key: 'brand.colour', label: words.colour, placeholder: '#0b6e4f' },
        { key: 'brand.logo', label: words.logo, type: 'url' },
        { key: 'brand.greeting', label: words.greeting, placeholder: words.greetingExample },
        { key: 'brand.signature', label: words.signature },
        { key: 'cc', label: words.copy, isList: true, hint: words.copyHint },
        { key: 'timezone', label: words.zone, placeholder: words.zoneExample },
        { key: 'holidays', label: words.holidays, placeholder: 'US-IL' },
        { key: 'language', label: words.language, of: LANGUAGES },
        { key: 'status-page', label: words.statusPage, type: 'url' },
      ]}
    />
  )
}
