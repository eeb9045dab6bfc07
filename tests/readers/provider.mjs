// A provider of OpenID Connect on this computer: oidc-provider, which knows the standard better
// than smoopt's tests do, and beside it one that lies.
//
// argv: the address to which readers are sent back. stdout, one line: {"honest", "liar", "back_end"},
// the addresses of the issuer, of the liar (one issuer for each lie: LIAR/LIE), and of a back end
// that exchanges codes. stdin: when it closes, all ends.

import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

import { Provider } from 'oidc-provider'

const [callback] = process.argv.slice(2)
const CLIENT = 'mill'
const CODE_LIFETIME = 60

const listening = async handler => {
  const server = createServer(handler)
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return [server, `http://127.0.0.1:${server.address().port}`]
}

// The honest one.

const [honestServer, honest] = await listening()
const provider = new Provider(honest, {
  clients: [
    {
      client_id: CLIENT,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: [callback]
    }
  ],
  clientBasedCORS: () => true,
  claims: { openid: ['sub'], profile: ['name'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `Reader ${id}` })
  }),
  cookies: { keys: ['a key for the tests'] },
  ttl: { AuthorizationCode: CODE_LIFETIME, Interaction: 60, Session: 60, Grant: 60 }
})
honestServer.on('request', provider.callback())

// The liar: its keys are its own, and what it says is wrong in the one way that its path names.

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const strange = generateKeyPairSync('rsa', { modulusLength: 2048 })
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
const jwk = ({ publicKey }, more) => ({ ...publicKey.export({ format: 'jwk' }), ...more })
const RS256 = { alg: 'RS256', kid: 'rsa' }
const ES256 = { alg: 'ES256', kid: 'ec' }
const KEYS = [jwk(rsa, { kid: 'rsa' }), jwk(ec, { kid: 'ec' }), jwk(weak, { kid: 'weak' })]

const encoded = value => Buffer.from(JSON.stringify(value)).toString('base64url')
const signedBy = ({ privateKey }, more) => data =>
  sign('sha256', data, { key: privateKey, ...more }).toString('base64url')
const byPublicKey = data =>
  createHmac('sha256', rsa.publicKey.export({ type: 'spki', format: 'pem' }))
    .update(data)
    .digest('base64url')
const byRsa = signedBy(rsa)
const byEc = signedBy(ec, { dsaEncoding: 'ieee-p1363' })

// By lie: what is other than it should be in claims, header, signature, answer to the page.
const LIES = {
  none: {},
  fedcm: {},
  'es256': { header: ES256, signature: byEc },
  'alg-none': { header: { alg: 'none' }, signature: () => 'AA' },
  'alg-hs256': { header: { alg: 'HS256', kid: 'rsa' }, signature: byPublicKey },
  'alg-proto': { header: { alg: 'constructor', kid: 'rsa' } },
  'key-strange': { signature: signedBy(strange) },
  'key-unknown': { header: { alg: 'RS256', kid: 'nobody' } },
  'key-weak': { header: { alg: 'RS256', kid: 'weak' }, signature: signedBy(weak) },
  'key-of-two': { header: { alg: 'RS256' } },
  'kind-of-key': { header: { alg: 'ES256', kid: 'rsa' } },
  'crit': { header: { ...RS256, crit: ['b64'], b64: false } },
  'signed-otherwise': { afterwards: true },
  'iss': { claims: { iss: 'https://elsewhere.example/' } },
  'aud': { claims: { aud: 'another' } },
  'aud-of-two': { claims: { aud: [CLIENT, 'another'] } },
  'azp': { claims: { azp: 'another' } },
  'nonce': { claims: { nonce: 'another' } },
  'nonce-none': { claims: { nonce: undefined } },
  'exp': { claims: { exp: 1 } },
  'exp-text': { claims: { exp: '9999999999' } },
  'iat-late': { claims: { iat: 9999999999 } },
  'clock-slow': { claims: { iat: Math.floor(Date.now() / 1000) + 240 } },
  'sub-none': { claims: { sub: '' } },
  'no-token': { token: undefined },
  'discovery': { metadata: { issuer: 'https://elsewhere.example' } },
  'insecure': { metadata: { authorization_endpoint: 'http://elsewhere.example/authorize' } },
  'script': { metadata: { authorization_endpoint: 'javascript:alert(1)' } },
  'answer-iss': { answer: { iss: 'https://elsewhere.example/' } },
  'answer-no-iss': {
    answer: { iss: undefined },
    metadata: { authorization_response_iss_parameter_supported: true }
  },
  'answer-state': { answer: { state: 'A'.repeat(43) } },
  'answer-no-code': { answer: { code: undefined } },
  'token-error': { status: 400 },
  'markup': { claims: { name: '<img src=x onerror="window.ran = 1">' } },
  'denied-markup': {
    answer: { code: undefined, error: 'server_error', error_description: '<img src=x onerror="window.ran = 1">' }
  }
}

const nonces = new Map()

const idToken = (issuer, lie, nonce) => {
  const now = Math.floor(Date.now() / 1000)
  const right = { iss: issuer, aud: CLIENT, sub: 'ann', name: 'Ann', nonce, iat: now, exp: now + 300 }
  const claims = { ...right, ...lie.claims }
  const data = `${encoded(lie.header ?? RS256)}.${encoded(claims)}`
  const signature = (lie.signature ?? byRsa)(data)
  if (lie.afterwards) return `${encoded(RS256)}.${encoded({ ...claims, sub: 'root' })}.${signature}`
  return `${data}.${signature}`
}

const without = fields => Object.entries(fields).filter(([, value]) => value !== undefined)

const authorized = (issuer, lie, query, response) => {
  const code = query.get('state').slice(0, 20)
  nonces.set(code, { nonce: query.get('nonce'), challenge: query.get('code_challenge') })
  const address = new URL(query.get('redirect_uri'))
  const said = { code, state: query.get('state'), iss: issuer, ...lie.answer }
  address.search = new URLSearchParams(without(said))
  response.writeHead(302, { location: address.href }).end()
}

// What a browser asks of a provider by itself: https://w3c-fedid.github.io/FedCM/#idp-api
const FEDCM = {
  login: (issuer, lie, request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'set-login': 'logged-in' })
    response.end('<title>Signed in</title>')
  },
  'fedcm.json': (issuer, lie, request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        accounts_endpoint: `${issuer}/accounts`,
        id_assertion_endpoint: `${issuer}/assertion`,
        login_url: `${issuer}/login`
      })
    )
  },
  accounts: (issuer, lie, request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const account = { id: 'ann', name: 'Ann', email: 'ann@example.org', approved_clients: [CLIENT] }
    response.end(JSON.stringify({ accounts: [account] }))
  },
  assertion: async (issuer, lie, request, response) => {
    const form = new URLSearchParams(await text(request))
    const { nonce } = JSON.parse(form.get('params'))
    response.writeHead(200, {
      'content-type': 'application/json',
      'access-control-allow-origin': request.headers.origin,
      'access-control-allow-credentials': 'true'
    })
    response.end(JSON.stringify({ token: idToken(issuer, lie, nonce) }))
  }
}

const [liarServer, liar] = await listening(async (request, response) => {
  const url = new URL(request.url, liar)
  const [, name, place] = url.pathname.split('/')
  const lie = LIES[name]
  const issuer = `${liar}/${name}`
  const send = (said, status = 200) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*'
    })
    response.end(JSON.stringify(said))
  }
  if (name === '.well-known') return send({ provider_urls: [`${liar}/fedcm/fedcm.json`] })
  if (!lie) return send({}, 404)
  if (place in FEDCM) return FEDCM[place](issuer, lie, request, response)
  if (place === 'authorize') return authorized(issuer, lie, url.searchParams, response)
  if (place === 'jwks') return send({ keys: KEYS })
  if (place === 'token' && request.method === 'GET') {
    return send({ token: idToken(issuer, lie, url.searchParams.get('nonce')) })
  }
  if (place === 'token') {
    const form = new URLSearchParams(await text(request))
    const { nonce } = nonces.get(form.get('code')) ?? {}
    const token = 'token' in lie ? lie.token : idToken(issuer, lie, nonce)
    return send({ id_token: token, error: 'invalid_grant' }, lie.status)
  }
  send({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    ...lie.metadata
  })
})

// A back end: it says what it was asked, in the name of the reader.

const [backEndServer, backEnd] = await listening(async (request, response) => {
  const form = Object.fromEntries(new URLSearchParams(await text(request)))
  response.writeHead(200, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*'
  })
  response.end(JSON.stringify({ claims: { sub: '7', name: 'Bea', asked: form } }))
})

console.log(JSON.stringify({ honest, liar, back_end: backEnd, lies: Object.keys(LIES) }))
process.stdin.resume().on('end', () => {
  for (const server of [honestServer, liarServer, backEndServer]) server.closeAllConnections()
  process.exit()
})
