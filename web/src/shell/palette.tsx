import '@mantine/spotlight/styles.css'
import { Spotlight, createSpotlight } from '@mantine/spotlight'
import type { SpotlightActionData } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { nowQuery } from '../now/now-query.ts'
import { Icon } from '../parts/icon.tsx'
import { useGo } from '../parts/go.tsx'
import { useSession } from '../session.ts'
import { sitesQuery } from '../sites/site-query.ts'
import { useKnownKeys } from './keys.ts'
import { destinationsFor } from './screen-list.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

const [store, spotlight] = createSpotlight()

/** ⌘K: every screen, incident and site, and whatever can be done here, found by its words. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const session = useSession()
  const go = useGo()
  const keys = useKnownKeys()
  const { data: now } = useQuery(nowQuery)
  const { data: sites } = useQuery(sitesQuery)
  useEffect(() => spotlight.open(), [])
  const line = (id: string, label: string, to: string, description?: string): SpotlightActionData => ({
    ...{ id, label, onClick: () => go(to) },
    ...(description && { description }),
  })
  const groups = [
    {
      group: words.groups.incidents,
      actions: (now?.incidents ?? []).map(({ id, site, why }) =>
        line(`incident ${id}`, site, `/incidents/${id}`, say(words.incident, { id, why })),
      ),
    },
    { group: words.groups.screens, actions: destinationsFor(session).map(({ to, name }) => line(`screen ${to}`, words.names[name], to)) },
    {
      group: words.groups.here,
      actions: keys
        .filter(({ keys: name }) => !/^(g .|mod\+k)$/.test(name))
        .map(({ keys: name, does, run }) => ({ id: `key ${name}`, label: does, onClick: run, rightSection: <kbd>{name}</kbd> })),
    },
    {
      group: words.groups.sites,
      actions: (sites?.items ?? []).map(({ id, said }) => line(`site ${id}`, id, `/sites/${id}`, stated(said.words))),
    },
  ]
  return (
    <Spotlight
      store={store}
      actions={groups.filter(({ actions }) => actions.length > 0)}
      shortcut={null}
      onSpotlightClose={onClose}
      limit={12}
      scrollable
      maxHeight={420}
      highlightQuery
      nothingFound={words.nothingFound}
      searchProps={{ placeholder: words.goToPlace, 'aria-label': words.goTo, leftSection: <Icon name="search" /> }}
    />
  )
}
