// A server of Bluesky's network on this computer: @atproto/oauth-provider, which is what Bluesky
// itself runs. Beside it what that asks of others: a server that has the accounts, and stand-ins
// for those that know whose they are.
//
// argv: the address to which readers are sent back. stdout, one line: {"issuer", "host", "known",
// "other"}: the addresses of the server that signs in, of the one that has the accounts, of the
// stand-ins (KNOWN/HOST/PATH is for https://HOST/PATH), and of a client that others wrote.
// stdin: when it closes, all ends.

import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

import { OAuthClient } from '@atproto/oauth-client'
import { oauthMiddleware } from '@atproto/oauth-provider/middleware'
import { JoseKey, OAuthProvider } from '@atproto/oauth-provider/provider'
import { oauthClientMetadataSchema } from '@atproto/oauth-types'

const [callback] = process.argv.slice(2)
const servers = []

const listening = async handler => {
  const server = createServer(handler)
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  return [server, `http://127.0.0.1:${server.address().port}`]
}

const send = (response, said, status = 200) => {
  response.writeHead(status, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*'
  })
  response.end(JSON.stringify(said))
}

// Ann's account is as most are, Bea's is of her own domain, Eve claims the handle of Ann.

const ANN = { did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', handle: 'ann.example.org' }
const BEA = { did: 'did:web:bea.example.org', handle: 'bea.example.org' }
const EVE = { did: 'did:plc:eeeeeeeeeeeeeeeeeeeeeeee', handle: 'ann.example.org' }
const DIDS = { [ANN.handle]: ANN.did, [BEA.handle]: BEA.did, 'eve.example.org': EVE.did }

// The server that signs in.

const [issuerServer, issuer] = await listening()

const accountOf = ({ did, handle }) => ({ did, handle, pds: `did:web:host`, deactivated: false })
const ACCOUNTS = new Map([ANN, BEA, EVE].map(each => [each.did, accountOf(each)]))
const [devices, onDevices, requests, tokens] = [new Map(), new Map(), new Map(), new Map()]

const standing = (deviceId, did) => ({
  deviceId,
  deviceData: devices.get(deviceId),
  account: ACCOUNTS.get(did),
  authorizedClients: new Map(),
  createdAt: new Date(),
  updatedAt: new Date()
})

const found = id => tokens.get(id) ?? null

const STORE = {
  authenticateAccount: ({ username }) =>
    [...ACCOUNTS.values()].find(({ handle }) => handle === username),
  getAccount: did => ({ account: ACCOUNTS.get(did), authorizedClients: new Map() }),
  upsertDeviceAccount: (deviceId, did) => void onDevices.set(deviceId, did),
  getDeviceAccount: (deviceId, did) =>
    onDevices.get(deviceId) === did ? standing(deviceId, did) : null,
  listDeviceAccounts: ({ deviceId }) =>
    onDevices.has(deviceId) ? [standing(deviceId, onDevices.get(deviceId))] : [],
  removeDeviceAccount: deviceId => void onDevices.delete(deviceId),
  setAuthorizedClient: () => {},
  createDevice: (id, data) => void devices.set(id, data),
  readDevice: id => devices.get(id) ?? null,
  updateDevice: (id, data) => void devices.set(id, { ...devices.get(id), ...data }),
  deleteDevice: id => void devices.delete(id),
  createRequest: (id, data) => void requests.set(id, data),
  readRequest: id => requests.get(id) ?? null,
  updateRequest: (id, data) => void requests.set(id, { ...requests.get(id), ...data }),
  deleteRequest: id => void requests.delete(id),
  consumeRequestCode: code => {
    const [requestId, data] = [...requests].find(([, each]) => each.code === code) ?? []
    requests.delete(requestId)
    return data ? { requestId, data } : null
  },
  createToken: (id, data) =>
    void tokens.set(id, { id, data, account: ACCOUNTS.get(data.did), currentRefreshToken: null }),
  readToken: found,
  deleteToken: id => void tokens.delete(id),
  findTokenByCode: code => [...tokens.values()].find(({ data }) => data.code === code) ?? null
}

// What the provider wants to see in a store, and nobody asks for here.
const UNUSED = [
  ...['createAccount', 'deactivateAccount', 'deleteAccountConfirm', 'deleteAccountRequest'],
  ...['reactivateAccount', 'resetPasswordConfirm', 'resetPasswordRequest', 'updateEmailConfirm'],
  ...['updateEmailRequest', 'updateHandle', 'verifyEmailConfirm', 'verifyEmailRequest'],
  ...['verifyHandleAvailability', 'rotateToken', 'findTokenByRefreshToken', 'listAccountTokens'],
  ...['findLexicon', 'storeLexicon', 'deleteLexicon']
]

const unasked = name => () => {
  throw new Error(`nobody should ask for ${name}`)
}

const provider = new OAuthProvider({
  issuer,
  keyset: [await JoseKey.generate(['ES256'], 'key')],
  store: { ...Object.fromEntries(UNUSED.map(name => [name, unasked(name)])), ...STORE },
  safeFetch: unasked('fetch')
})
issuerServer.on('request', oauthMiddleware(provider))

// The server that has the accounts: it leaves signing in to the other.

const [, host] = await listening((request, response) => {
  if (request.url !== '/.well-known/oauth-protected-resource') return send(response, {}, 404)
  send(response, { resource: host, authorization_servers: [issuer] })
})

// Who knows whose an account is: https://plc.directory, handles' hosts, and what finds them.

const documentOf = ({ did, handle }) => ({
  '@context': ['https://www.w3.org/ns/did/v1'],
  id: did,
  alsoKnownAs: [`at://${handle}`],
  service: [
    { id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: host }
  ]
})

const [, known] = await listening((request, response) => {
  const { pathname, searchParams } = new URL(request.url, known)
  const [, name, ...rest] = decodeURIComponent(pathname).split('/')
  const path = rest.join('/')
  const account = [ANN, BEA, EVE].find(({ did }) => did === path || did === `did:web:${name}`)
  const did = DIDS[searchParams.get('handle') ?? name]
  if (path.startsWith('did:') || path === '.well-known/did.json') {
    return account ? send(response, documentOf(account)) : send(response, {}, 404)
  }
  if (!did) return send(response, { error: 'InvalidRequest' }, 400)
  if (path === 'xrpc/com.atproto.identity.resolveHandle') return send(response, { did })
  response.writeHead(200, { 'access-control-allow-origin': '*' }).end(`${did}\n`)
})

// A client that others wrote, against the same servers; and what the provider says of metadata.

const kept = () => {
  const values = new Map()
  return {
    get: key => values.get(key),
    set: (key, value) => void values.set(key, value),
    del: key => void values.delete(key)
  }
}

const SCOPE = new URLSearchParams({ redirect_uri: callback, scope: 'atproto' })
const client = new OAuthClient({
  responseMode: 'query',
  allowHttp: true,
  clientMetadata: {
    client_id: `http://localhost?${SCOPE}`,
    redirect_uris: [callback],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'atproto',
    token_endpoint_auth_method: 'none',
    application_type: 'native',
    dpop_bound_access_tokens: true
  },
  handleResolver: 'https://public.api.bsky.app',
  stateStore: kept(),
  sessionStore: kept(),
  runtimeImplementation: {
    createKey: algorithms => JoseKey.generate(algorithms),
    getRandomValues: length => crypto.getRandomValues(new Uint8Array(length)),
    digest: async (bytes, { name }) =>
      new Uint8Array(await crypto.subtle.digest(name.replace('sha', 'SHA-'), bytes)),
    requestLock: (_, run) => run()
  },
  fetch: (...asked) => {
    const request = new Request(...asked)
    const { protocol, host: name, pathname, search } = new URL(request.url)
    const address = protocol === 'https:' ? `${known}/${name}${pathname}${search}` : request.url
    return fetch(new Request(address, request))
  }
})

const ASKED = {
  '/begin': async parameters => ({ address: await client.authorize(parameters.get('name')) }),
  // What the reader does on the provider's page, without that page.
  '/agree': async parameters => {
    const known = await provider.clientManager.getClient(parameters.get('client_id'))
    const uri = parameters.get('request_uri')
    const [device, metadata] = [`dev-${'0'.repeat(32)}`, { userAgent: null, ipAddress: '::1' }]
    const { parameters: asked } = await provider.requestManager.get(uri, device, known.id)
    const account = ACCOUNTS.get(ANN.did)
    const code = await provider.requestManager.setAuthorized(uri, known, account, device, metadata)
    return { code, state: asked.state, iss: issuer }
  },
  '/finish': async parameters => {
    const { session } = await client.callback(parameters)
    return { sub: session.sub }
  },
  '/judge': async (_, request) => {
    const metadata = oauthClientMetadataSchema.parse(JSON.parse(await text(request)))
    provider.clientManager.validateClientMetadata(metadata.client_id, metadata)
    return {}
  }
}

const [, other] = await listening(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, other)
  await ASKED[pathname](searchParams, request).then(
    said => send(response, said),
    error => send(response, { error: `${error}: ${error.cause}` })
  )
})

console.log(JSON.stringify({ issuer, host, known, other }))
process.stdin.resume().on('end', () => {
  for (const server of servers) server.closeAllConnections()
  process.exit()
})
