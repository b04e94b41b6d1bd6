import type { ComponentType } from 'react'

type Screen = { readonly path: string; readonly title: string; readonly load: () => Promise<{ default: ComponentType }> }

/**
 * The screens that are drawn here. Each address stands in TAKEN_OVER of hub/src/http/console/app.ts too; every other page is made by the hub,
 * and a link to it loads that page. `$id` stands for a part of the address.
 */
export const SCREENS: readonly Screen[] = [{ path: '/', title: 'Now', load: () => import('./now/now.tsx') }]

const patterns = SCREENS.map(({ path }) => new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/]+')}$`))

/** Whether an address is one of ours. */
export const isScreen = (to: string): boolean => {
  const { origin, pathname } = new URL(to, location.href)
  return origin === location.origin && patterns.some((pattern) => pattern.test(pathname))
}
