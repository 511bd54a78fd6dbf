import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { problem } from '../bytes/problem.ts'
import { shownAddress } from './address.ts'

/** Addresses that are of this machine or of its network, not of the Internet (IANA special-purpose registries, RFC 6890, 2013). */
const inward = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inward.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inward.addSubnet(network, bits, 'ipv6')

/** Whether an address, in figures, is inward. */
export const isInward = (address: string): boolean => inward.check(address, address.includes(':') ? 'ipv6' : 'ipv4')

/** Whether the name of a host leads to this machine or its network. A name that leads nowhere does not. */
export async function leadsInward(host: string): Promise<boolean> {
  const bare = host.replace(/^\[|\]$/g, '')
  const found = isIP(bare) ? [{ address: bare }] : await lookup(bare, { all: true }).catch(() => [])
  return found.some(({ address }) => isInward(address))
}

/**
 * Refuses to be led by somebody else's server into our own network: a redirect from the Internet to an address that only this
 * machine can reach. An operator who declares such an address is obeyed. Throws `http.inward`.
 */
export async function refuseInward(from: URL, to: URL): Promise<void> {
  if (from.hostname === to.hostname || !(await leadsInward(to.hostname)) || (await leadsInward(from.hostname))) return
  throw problem(
    'http.inward',
    shownAddress(to),
    {
      fr: 'Redirection refusée : elle mène dans le réseau de ce service.',
      en: 'Redirect refused: it leads into the network of this service.',
    },
    {
      remedy: {
        fr: 'Si c’est voulu, déclarez directement cette adresse dans le territoire.',
        en: 'If it is meant, declare that address itself in the territory.',
      },
    },
  )
}
