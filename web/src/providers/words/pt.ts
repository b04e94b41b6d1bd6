import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Provedores',
  none: 'Nenhum provedor ainda. Indique os dos seus sites em {providers} na configuração: como falar com o suporte à noite e quem pode falar por quem. Então eles aparecem aqui e em cada repasse.',
  find: 'Buscar um provedor pelo nome ou por um site',
  nameOrSite: 'Nome ou site',
  managed: '{kind}, gerenciado por nós',
  downNow: 'Fora do ar agora',
  ticket: 'Escrever um chamado',
  about: 'sobre {site}',
  cases: 'Casos abertos',
  chase: 'cobrar {until}',
  authority: 'Autorização',
  noAuthority: 'Não registrado: quem pode abrir um chamado por quem?',
  login: 'Acesso',
  credentials: 'Credenciais',
  statusPage: 'Sua página de estado',
  sitesOn: 'Sites nele',
  noSites: 'nenhum',
  andMore: '{items} e mais {count}',
  noSupport: 'Não registrado: como falar com ele à noite?',
}
