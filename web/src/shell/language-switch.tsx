import { LANGUAGES, choose, language } from '../language.ts'
import type { Language } from '../language.ts'
import { Icon } from '../parts/icon.tsx'
import { words } from './words/index.ts'

/** In which language this browser shows the screens. */
export function LanguageSwitch() {
  return (
    <label className="language">
      <Icon name="globe" />
      <select aria-label={words.language} value={language()} onChange={({ currentTarget }) => choose(currentTarget.value as Language)}>
        {Object.entries(LANGUAGES).map(([id, name]) => (
          <option key={id} value={id} lang={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
